package io.laiwang.media.access;

import io.laiwang.contracts.Json;
import io.laiwang.contracts.ReadableRange;
import io.laiwang.kit.token.InternalCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What accounts may read of conversations: asked of chat-service, kept for as long as what is withdrawn may still hold, for 10,000 at most. */
@Singleton
class Memberships {
    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final int MOST = 10_000;
    private static final ReadableRange NOTHING = new ReadableRange(1, 0);

    private final InternalCalls calls;
    private final Clock clock;
    private final Map<Key, Known> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
            return size() > MOST;
        }
    });

    Memberships(InternalCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    private record Key(UUID conversationId, UUID accountId) {}

    private record Known(ReadableRange range, Instant until) {}

    /** Only what covers the seq is answered from memory, so that who has just joined needn't wait. */
    Uni<Boolean> mayRead(UUID conversationId, long seq, UUID accountId) {
        Key key = new Key(conversationId, accountId);
        Known cached = known.get(key);
        if (cached != null
                && clock.instant().isBefore(cached.until())
                && cached.range().covers(seq)) {
            return Uni.createFrom().item(true);
        }
        return ask(key).map(range -> range.covers(seq));
    }

    private Uni<ReadableRange> ask(Key key) {
        String path = "/internal/conversations/%s/members/%s".formatted(key.conversationId(), key.accountId());
        return calls.get(calls.services().chatUrl(), path)
                .map(answer ->
                        answer.statusCode() == 200 ? Json.read(answer.body().getBytes(), ReadableRange.class) : NOTHING)
                .invoke(range -> remember(key, range));
    }

    private void remember(Key key, ReadableRange range) {
        known.remove(key);
        known.put(key, new Known(range, clock.instant().plus(KEPT)));
    }
}
