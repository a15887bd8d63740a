package io.laiwang.kit.erasure;

import io.laiwang.kit.kafka.Events;
import io.laiwang.kit.token.InternalCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells auth-service that this service has forgotten an account. Told until it is acknowledged: the consumer of
 * {@code AccountErased} waits for it before it takes the next record, so what a crash interrupts is done and told again.
 * That holds up nothing that matters, because auth-service alone writes the topic.
 */
@Singleton
public class ErasureReports {
    private final InternalCalls calls;
    private final String service;

    ErasureReports(InternalCalls calls, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.calls = calls;
        this.service = service;
    }

    /** Erases, then reports; both are tried again until they succeed, so {@code erase} is idempotent. */
    public Uni<Void> after(Uni<Void> erase, UUID accountId) {
        return Events.untilDone(erase.chain(() -> report(accountId)), "the erasure of account " + accountId);
    }

    private Uni<Void> report(UUID accountId) {
        return calls.post(
                        calls.services().authUrl(),
                        "/internal/erasures/%s/reports".formatted(accountId),
                        new JsonObject().put("service", service))
                .invoke(answer -> {
                    if (answer.statusCode() != 204) {
                        throw new UncheckedIOException(
                                new IOException("auth-service took no report: " + answer.statusCode()));
                    }
                })
                .replaceWithVoid();
    }
}
