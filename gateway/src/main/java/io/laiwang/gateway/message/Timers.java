package io.laiwang.gateway.message;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.laiwang.kit.token.InternalCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * The timers of the conversations that are written to here: loaded at the first message, kept up by what passes on
 * deliveries. One that is behind costs a message a second way, because the log refuses it.
 */
@Singleton
public class Timers {
    private static final int CONVERSATIONS = 200_000;

    private final Cache<UUID, Integer> known = Caffeine.newBuilder()
            .maximumSize(CONVERSATIONS)
            .expireAfterAccess(Duration.ofMinutes(30))
            .build();
    private final InternalCalls calls;

    Timers(InternalCalls calls) {
        this.calls = calls;
    }

    /** In seconds; 0 is none. Fails rather than guess, because a content that is on the log can't be taken off it. */
    Uni<Integer> of(UUID conversationId) {
        Integer seconds = known.getIfPresent(conversationId);
        return seconds == null ? load(conversationId) : Uni.createFrom().item(seconds);
    }

    /** From now on; what is still being loaded is older. */
    public void changed(UUID conversationId, int seconds) {
        known.put(conversationId, seconds);
    }

    public void forgetAll() {
        known.invalidateAll();
    }

    void forget(UUID conversationId) {
        known.invalidate(conversationId);
    }

    private Uni<Integer> load(UUID conversationId) {
        return calls.get(calls.services().chatUrl(), "/internal/conversations/%s/timer".formatted(conversationId))
                .map(answer -> answer.bodyAsJsonObject().getInteger("seconds"))
                .invoke(seconds -> known.asMap().putIfAbsent(conversationId, seconds));
    }
}
