package io.laiwang.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** Sessions that ended while an access token of theirs may still be valid. */
@Singleton
public class EndedSessions {
    private static final Duration LONGER_THAN_A_TOKEN = Duration.ofMinutes(15);
    private static final int MAX = 1_000_000;

    private final Cache<UUID, Boolean> ended = Caffeine.newBuilder()
            .maximumSize(MAX)
            .expireAfterWrite(LONGER_THAN_A_TOKEN)
            .build();

    public void add(UUID sessionId) {
        ended.put(sessionId, true);
    }

    public boolean contains(UUID sessionId) {
        return ended.getIfPresent(sessionId) != null;
    }
}
