package io.laiwang.gateway.relation;

import io.laiwang.contracts.Json;
import io.laiwang.kit.token.InternalCalls;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Asks group-service who may know of whom; the same both ways, so one question serves all whom an account concerns. */
@Singleton
public class Relations {
    private static final int AT_ONCE = 500;

    @RegisterForReflection
    private record Answer(Set<UUID> accountIds) {}

    private final InternalCalls calls;

    Relations(InternalCalls calls) {
        this.calls = calls;
    }

    /** Those of the accounts that are contacts of the one at this moment, with no block between them. */
    public Uni<Set<UUID>> contacts(UUID accountId, Collection<UUID> others) {
        return among(accountId, "watchable", others);
    }

    /** Those of the accounts between whom and the one there is a block at this moment, whoever made it. */
    public Uni<Set<UUID>> blocked(UUID accountId, Collection<UUID> others) {
        return among(accountId, "blocked", others);
    }

    private Uni<Set<UUID>> among(UUID accountId, String question, Collection<UUID> others) {
        if (others.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        List<UUID> all = new ArrayList<>(others);
        List<Uni<Set<UUID>>> questions = IntStream.iterate(0, from -> from < all.size(), from -> from + AT_ONCE)
                .mapToObj(from -> ask(accountId, question, all.subList(from, Math.min(all.size(), from + AT_ONCE))))
                .toList();
        return Uni.join().all(questions).andFailFast().map(parts -> union(parts, others));
    }

    private Uni<Set<UUID>> ask(UUID accountId, String question, List<UUID> others) {
        JsonArray ids = new JsonArray();
        others.forEach(id -> ids.add(id.toString()));
        String path = "/internal/accounts/%s/%s".formatted(accountId, question);
        return calls.post(calls.services().groupUrl(), path, new JsonObject().put("accountIds", ids))
                .map(answer -> {
                    if (answer.statusCode() != 200) {
                        throw new UncheckedIOException(new IOException("group-service doesn't say who is " + question));
                    }
                    return Json.read(answer.body().getBytes(), Answer.class).accountIds();
                });
    }

    /** Never more than was asked for. */
    private static Set<UUID> union(List<Set<UUID>> parts, Collection<UUID> asked) {
        Set<UUID> all = new HashSet<>();
        parts.forEach(all::addAll);
        all.retainAll(Set.copyOf(asked));
        return all;
    }
}
