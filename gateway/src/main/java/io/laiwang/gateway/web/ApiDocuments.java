package io.laiwang.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.laiwang.contracts.Json;
import io.laiwang.gateway.routing.Backend;
import io.laiwang.kit.problem.ProblemResponse;
import io.laiwang.kit.token.InternalCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** One OpenAPI document for all REST paths, merged from what the services say of themselves, and AsyncAPI's. */
@Singleton
class ApiDocuments {
    private final InternalCalls calls;
    private final YAMLMapper yaml = new YAMLMapper();

    ApiDocuments(InternalCalls calls) {
        this.calls = calls;
    }

    void install(@Observes Router router) {
        router.get("/q/openapi").order(-40).handler(this::openapi);
        router.get("/q/asyncapi").order(-40).handler(ApiDocuments::asyncapi);
    }

    private void openapi(RoutingContext routing) {
        List<Uni<JsonNode>> documents =
                Arrays.stream(Backend.values()).map(this::document).toList();
        Uni.join()
                .all(documents)
                .andFailFast()
                .map(ApiDocuments::merge)
                .subscribe()
                .with(merged -> answer(routing, merged), failure -> ProblemResponse.send(routing, failure));
    }

    private Uni<JsonNode> document(Backend backend) {
        return calls.get(backend.url(calls.services()), "/q/openapi?format=json")
                .map(answer -> parse(answer.bodyAsString()));
    }

    private void answer(RoutingContext routing, JsonNode document) {
        boolean json = String.valueOf(routing.request().getHeader("Accept")).contains("application/json");
        try {
            routing.response()
                    .putHeader("Content-Type", json ? "application/json" : "application/yaml")
                    .end(json ? document.toString() : yaml.writeValueAsString(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The gateway's own document leads; paths and schemas of the services join it, internal ones stay out. */
    private static JsonNode merge(List<JsonNode> documents) {
        ObjectNode merged = (ObjectNode) parse(resource("/openapi/gateway.json"));
        for (JsonNode document : documents) {
            document.path("paths").properties().stream()
                    .filter(path ->
                            path.getKey().startsWith("/v1/") || path.getKey().startsWith("/.well-known/"))
                    .forEach(path -> merged.withObject("/paths")
                            .withObjectProperty(path.getKey())
                            .setAll((ObjectNode) path.getValue()));
            document.path("components").path("schemas").properties().forEach(schema -> merged.withObject("/components")
                    .withObjectProperty("schemas")
                    .set(schema.getKey(), schema.getValue()));
        }
        return merged;
    }

    private static void asyncapi(RoutingContext routing) {
        routing.response().putHeader("Content-Type", "application/yaml").end(resource("/openapi/asyncapi.yaml"));
    }

    private static JsonNode parse(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ApiDocuments.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
