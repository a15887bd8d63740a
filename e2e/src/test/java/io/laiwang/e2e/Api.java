package io.laiwang.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** REST calls of somebody, or of nobody when there is no token. */
public record Api(String url, @Nullable String token) {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** An answer with its body read as JSON; a missing node when there is none. */
    public record Reply(int status, JsonNode body, HttpResponse<byte[]> raw) {}

    public Reply get(String path) {
        return send(request(path).GET());
    }

    public Reply post(String path, @Nullable Object body) {
        return send(json(path).POST(BodyPublishers.ofByteArray(body == null ? new byte[0] : Json.bytes(body))));
    }

    public Reply put(String path, Object body) {
        return send(json(path).PUT(BodyPublishers.ofByteArray(Json.bytes(body))));
    }

    public Reply patch(String path, Object body) {
        return send(json(path).method("PATCH", BodyPublishers.ofByteArray(Json.bytes(body))));
    }

    public Reply delete(String path) {
        return send(request(path).DELETE());
    }

    public Reply upload(byte[] bytes, String contentType) {
        return send(request("/v1/media").header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(bytes)));
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    static Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode body = type.contains("json") ? Json.MAPPER.readTree(response.body()) : Json.MAPPER.missingNode();
            return new Reply(response.statusCode(), body, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
