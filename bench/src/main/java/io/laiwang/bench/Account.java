package io.laiwang.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Somebody new, over REST. */
record Account(String url, String id, String handle, String token) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String PASSWORD = "correct horse battery";
    private static final int ATTEMPTS = 50;

    static Account signUp(String url) throws IOException, InterruptedException {
        String handle = "b" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        Map<String, String> account = Map.of("handle", handle, "password", PASSWORD, "displayName", "bench");
        String id = post(url, "", "/v1/accounts", account).get("id").asText();
        return new Account(url, id, handle, "").signIn();
    }

    /** With a token of its own that is fresh. */
    Account signIn() throws IOException, InterruptedException {
        return new Account(
                url,
                id,
                handle,
                post(url, "", "/v1/sessions", login()).get("accessToken").asText());
    }

    /** @return the status of one login */
    int logIn() throws IOException, InterruptedException {
        return HTTP.send(request(url, "", "/v1/sessions", login()), BodyHandlers.discarding())
                .statusCode();
    }

    private Map<String, Object> login() {
        Map<String, String> device = Map.of("name", "bench", "platform", "java");
        return Map.of("handle", handle, "password", PASSWORD, "device", device);
    }

    private static HttpRequest request(String url, String token, String path, Object body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
    }

    /** Makes the two contacts; returns their conversation. */
    UUID befriend(Account other) throws IOException, InterruptedException {
        String request = post(url, token, "/v1/contact-requests", Map.of("accountId", other.id))
                .get("id")
                .asText();
        JsonNode contact = post(url, other.token, "/v1/contact-requests/%s/accept".formatted(request), Map.of());
        return UUID.fromString(contact.get("conversationId").asText());
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return post(url, token, path, body);
    }

    void put(String path, Object body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(request(url, token, path, body), (name, value) -> true)
                .PUT(BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
        int status = HTTP.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 204) {
            throw new IOException(status + " from " + path);
        }
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " from " + path);
        }
        return Json.MAPPER.readTree(answer.body());
    }

    /** A new account may be a 404 elsewhere for a moment, and too many hash at once, so it is tried for a while. */
    private static JsonNode post(String url, String token, String path, Object body)
            throws IOException, InterruptedException {
        HttpRequest request = request(url, token, path, body);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var answer = HTTP.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() < 300) {
                return Json.MAPPER.readTree(answer.body());
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new IOException("no answer to use from " + path);
    }
}
