package io.laiwang.kit.token;

import io.laiwang.kit.tls.MutualTls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

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
        return finish(client.getAbs(baseUrl + path), null);
    }

    public Uni<HttpResponse<Buffer>> post(String baseUrl, String path, JsonObject body) {
        return finish(client.postAbs(baseUrl + path), body);
    }

    public Uni<HttpResponse<Buffer>> put(String baseUrl, String path, JsonObject body) {
        return finish(client.putAbs(baseUrl + path), body);
    }

    public Uni<HttpResponse<Buffer>> delete(String baseUrl, String path) {
        return finish(client.deleteAbs(baseUrl + path), null);
    }

    /** For what is large, and is written already. */
    public Uni<HttpResponse<Buffer>> postJson(String baseUrl, String path, byte[] json) {
        HttpRequest<Buffer> request =
                signed(client.postAbs(baseUrl + path)).putHeader("Content-Type", "application/json");
        return answer(request.sendBuffer(Buffer.buffer(json)));
    }

    private Uni<HttpResponse<Buffer>> finish(HttpRequest<Buffer> request, @Nullable JsonObject body) {
        HttpRequest<Buffer> signed = signed(request);
        return answer(body == null ? signed.send() : signed.sendJsonObject(body));
    }

    private HttpRequest<Buffer> signed(HttpRequest<Buffer> request) {
        return request.bearerTokenAuthentication(services.token())
                .timeout(services.deadline().toMillis());
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
