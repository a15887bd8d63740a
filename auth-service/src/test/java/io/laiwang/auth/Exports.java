package io.laiwang.auth;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Asking for an export, and what the other services have for it. */
final class Exports {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String NOTHING = "{\"items\":[],\"nextCursor\":null}";

    private Exports() {}

    static Someone withNothing(Someone who) {
        for (String list : List.of("contacts", "blocks", "groups", "messages", "media")) {
            tells(who, list, NOTHING);
        }
        return who;
    }

    static void tells(Someone who, String path, String body) {
        OtherServices.answer("/internal/accounts/%s/%s".formatted(who.id(), path), body);
    }

    static HttpResponse<InputStream> export(Someone who) throws IOException {
        URI uri = URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/accounts/me/export");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + who.token())
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
