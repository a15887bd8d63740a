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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One OpenAPI document for all REST paths, merged from what the services say of themselves, and AsyncAPI's. */
@Singleton
class ApiDocuments {
    /** Anybody may ask, and it asks all services. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final InternalCalls calls;
    private final YAMLMapper yaml = new YAMLMapper();
    private final Clock clock = Clock.systemUTC();
    private volatile @Nullable Merged last;

    private record Merged(String json, String yaml, Instant at) {}

    ApiDocuments(InternalCalls calls) {
        this.calls = calls;
    }

    void install(@Observes Router router) {
        router.get("/q/openapi").order(-40).handler(this::openapi);
        router.get("/q/asyncapi").order(-40).handler(ApiDocuments::asyncapi);
    }

    private void openapi(RoutingContext routing) {
        Merged known = last;
        if (known != null && clock.instant().isBefore(known.at().plus(FRESH))) {
            answer(routing, known);
            return;
        }
        merged().subscribe().with(fresh -> answer(routing, fresh), failure -> ProblemResponse.send(routing, failure));
    }

    private Uni<Merged> merged() {
        List<Uni<JsonNode>> documents =
                Arrays.stream(Backend.values()).map(this::document).toList();
        return Uni.join()
                .all(documents)
                .andFailFast()
                .map(ApiDocuments::merge)
                .map(this::written)
                .invoke(fresh -> last = fresh);
    }

    private Merged written(JsonNode document) {
        try {
            return new Merged(document.toString(), yaml.writeValueAsString(document), clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Uni<JsonNode> document(Backend backend) {
        return calls.get(backend.url(calls.services()), "/q/openapi?format=json")
                .map(answer -> parse(answer.bodyAsString()));
    }

    private static void answer(RoutingContext routing, Merged document) {
        boolean json = String.valueOf(routing.request().getHeader("Accept")).contains("application/json");
        routing.response()
                .putHeader("Content-Type", json ? "application/json" : "application/yaml")
                .end(json ? document.json() : document.yaml());
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
