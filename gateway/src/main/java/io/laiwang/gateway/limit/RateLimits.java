package io.laiwang.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.smallrye.config.ConfigMapping;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Every rate limit of the gateway, by account and by process. */
@Singleton
public class RateLimits {
    /** What is counted apart. */
    public enum Limit {
        MESSAGES,
        CALLS
    }

    /** The rates. */
    @ConfigMapping(prefix = "laiwang.limit")
    interface Settings {
        /** Messages an account may send in the long run. */
        int messagesPerSecond();

        /** Messages an account may send at once after a rest. */
        int messagesBurst();

        /** Other calls an account may make in the long run. */
        int callsPerSecond();

        /** Other calls an account may make at once after a rest. */
        int callsBurst();
    }

    private static final int ACCOUNTS = 200_000;

    private final Map<Limit, LoadingCache<UUID, Bucket>> buckets = new EnumMap<>(Limit.class);

    RateLimits(Settings settings) {
        buckets.put(Limit.MESSAGES, accounts(settings.messagesPerSecond(), settings.messagesBurst()));
        buckets.put(Limit.CALLS, accounts(settings.callsPerSecond(), settings.callsBurst()));
    }

    /** @throws Refused a 429 when the account has used up what it may */
    public void take(Limit limit, UUID accountId) {
        if (!Objects.requireNonNull(buckets.get(limit)).get(accountId).tryConsume(1)) {
            throw new Refused(ProblemCode.TOO_MANY_REQUESTS, "Slow down and try again in a second.");
        }
    }

    private static LoadingCache<UUID, Bucket> accounts(int perSecond, int burst) {
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(perSecond, Duration.ofSeconds(1))
                .build();
        return Caffeine.newBuilder()
                .maximumSize(ACCOUNTS)
                .expireAfterAccess(Duration.ofMinutes(5))
                .build(account -> Bucket.builder().addLimit(bandwidth).build());
    }
}
