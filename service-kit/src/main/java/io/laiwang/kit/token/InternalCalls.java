package io.laiwang.kit.token;

import io.laiwang.kit.tls.MutualTls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;

/** What services ask each other: with the service token, and with a deadline. */
@Singleton
public class InternalCalls {
    private final WebClient client;
    private final InternalServices services;

    InternalCalls(Vertx vertx, InternalServices services, MutualTls tls) {
        this.services = services;
        WebClientOptions options = new WebClientOptions().setMaxPoolSize(32).setConnectTimeout((int)
                services.deadline().toMillis());
        tls.configure(options);
        this.client = WebClient.create(vertx, options);
        tls.onChange(client.getDelegate()::updateSSLOptions);
    }

    public InternalServices services() {
        return services;
    }

    /** Any answer below 500, a 404 included; what is above counts as an outage. */
    public Uni<HttpResponse<Buffer>> get(String baseUrl, String path) {
        return answer(request(HttpMethod.GET, baseUrl, path).send());
    }

    public Uni<HttpResponse<Buffer>> post(String baseUrl, String path, JsonObject body) {
        return answer(request(HttpMethod.POST, baseUrl, path).sendJsonObject(body));
    }

    public Uni<HttpResponse<Buffer>> put(String baseUrl, String path, JsonObject body) {
        return answer(request(HttpMethod.PUT, baseUrl, path).sendJsonObject(body));
    }

    public Uni<HttpResponse<Buffer>> delete(String baseUrl, String path) {
        return answer(request(HttpMethod.DELETE, baseUrl, path).send());
    }

    /** For what is large, and is written already. */
    public Uni<HttpResponse<Buffer>> postJson(String baseUrl, String path, byte[] json) {
        return answer(request(HttpMethod.POST, baseUrl, path)
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.buffer(json)));
    }

    private HttpRequest<Buffer> request(HttpMethod method, String baseUrl, String path) {
        return client.requestAbs(method, baseUrl + path)
                .bearerTokenAuthentication(services.token())
                .timeout(deadline(services, baseUrl).toMillis());
    }

    static Duration deadline(InternalServices services, String baseUrl) {
        return baseUrl.equals(services.authUrl()) ? services.deadline().plus(services.waking()) : services.deadline();
    }

    private static Uni<HttpResponse<Buffer>> answer(Uni<HttpResponse<Buffer>> sent) {
        return sent.onItem().invoke(response -> {
            if (response.statusCode() >= 500) {
                throw new java.io.UncheckedIOException(
                        new IOException("an internal call was answered with " + response.statusCode()));
            }
        });
    }
}
