package io.laiwang.gateway.presence;

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

/** Asks group-service who may know of whom; the same both ways, so one question serves all who watch an account. */
@Singleton
class Contacts {
    private static final int AT_ONCE = 500;

    @RegisterForReflection
    private record Answer(Set<UUID> accountIds) {}

    private final InternalCalls calls;

    Contacts(InternalCalls calls) {
        this.calls = calls;
    }

    /** Those of the accounts that are contacts of the one at this moment, with no block between them. */
    Uni<Set<UUID>> among(UUID accountId, Collection<UUID> others) {
        if (others.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        List<UUID> all = new ArrayList<>(others);
        List<Uni<Set<UUID>>> questions = IntStream.iterate(0, from -> from < all.size(), from -> from + AT_ONCE)
                .mapToObj(from -> ask(accountId, all.subList(from, Math.min(all.size(), from + AT_ONCE))))
                .toList();
        return Uni.join().all(questions).andFailFast().map(parts -> union(parts, others));
    }

    private Uni<Set<UUID>> ask(UUID accountId, List<UUID> others) {
        JsonArray ids = new JsonArray();
        others.forEach(id -> ids.add(id.toString()));
        String path = "/internal/accounts/%s/watchable".formatted(accountId);
        return calls.post(calls.services().groupUrl(), path, new JsonObject().put("accountIds", ids))
                .map(answer -> {
                    if (answer.statusCode() != 200) {
                        throw new UncheckedIOException(new IOException("contacts can't be asked for"));
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
