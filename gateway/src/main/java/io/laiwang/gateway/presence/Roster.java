package io.laiwang.gateway.presence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.laiwang.contracts.ServerFrame;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Which accounts are on which gateways, and when those that went were last seen. A million accounts at most; one more
 * counts as offline. Safe for many threads.
 */
@Singleton
class Roster {
    private static final int MOST = 1_000_000;
    private static final int MOST_SEEN = 200_000;

    /** For each gateway of an account, when it was last said (in nanoseconds); changed under the account's lock alone. */
    private final ConcurrentHashMap<UUID, Map<String, Long>> online = new ConcurrentHashMap<>();

    private final Cache<UUID, Instant> seen =
            Caffeine.newBuilder().maximumSize(MOST_SEEN).build();

    /** True when it wasn't online before. */
    boolean here(UUID accountId, String gateway, long nanos) {
        if (!online.containsKey(accountId) && online.size() >= MOST) {
            return false;
        }
        AtomicBoolean came = new AtomicBoolean();
        online.compute(accountId, (id, known) -> {
            came.set(known == null);
            Map<String, Long> gateways = known == null ? HashMap.newHashMap(1) : known;
            gateways.put(gateway, nanos);
            return gateways;
        });
        return came.get();
    }

    /** True when that was its last gateway. */
    boolean gone(UUID accountId, String gateway, Instant at) {
        AtomicBoolean went = new AtomicBoolean();
        online.computeIfPresent(accountId, (id, gateways) -> {
            gateways.remove(gateway);
            return left(id, gateways, at, went);
        });
        return went.get();
    }

    /** Those who are offline because nobody has said otherwise since then. */
    Set<UUID> forget(long sinceNanos, Instant at) {
        Set<UUID> forgotten = new HashSet<>();
        for (UUID accountId : online.keySet()) {
            AtomicBoolean went = new AtomicBoolean();
            online.computeIfPresent(accountId, (id, gateways) -> {
                gateways.values().removeIf(nanos -> nanos - sinceNanos < 0);
                return left(id, gateways, at, went);
            });
            if (went.get()) {
                forgotten.add(accountId);
            }
        }
        return forgotten;
    }

    ServerFrame.Presence of(UUID accountId) {
        boolean here = online.containsKey(accountId);
        return new ServerFrame.Presence(accountId, here, here ? null : seen.getIfPresent(accountId));
    }

    @SuppressWarnings("NullAway") // null is how a map is told to forget the key
    private Map<String, Long> left(UUID accountId, Map<String, Long> gateways, Instant at, AtomicBoolean went) {
        if (gateways.isEmpty()) {
            seen.put(accountId, at);
            went.set(true);
            return null;
        }
        return gateways;
    }
}
