package io.laiwang.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.laiwang.kit.problem.Refused;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/**
 * Every rate limit of the gateway, counted by each process for itself. Wrong passwords are also counted by handle, in
 * auth-service, which alone reads the handle.
 */
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.PSAMS")
@Singleton
public class RateLimits {
    /** What is counted apart, by what, and where its rate is set. */
    @SuppressWarnings("ImmutableEnumChecker") // method references, which have no state
    public enum Limit {
        MESSAGES(By.ACCOUNT, Settings::messages),
        CALLS(By.ACCOUNT, Settings::calls),
        STROKES(By.ACCOUNT, Settings::strokes),
        QR_CODES(By.ACCOUNT, Settings::qrCodes),
        EXPORTS(By.ACCOUNT, Settings::exports),
        SIGN_UPS(By.ADDRESS, Settings::signUps),
        LOGIN_FAILURES(By.ADDRESS, Settings::loginFailures),
        REFRESHES(By.ADDRESS, Settings::refreshes);

        private final By by;
        private final Function<Settings, Rate> rate;

        Limit(By by, Function<Settings, Rate> rate) {
            this.by = by;
            this.rate = rate;
        }
    }

    private enum By {
        ACCOUNT,
        ADDRESS
    }

    /** The rates. */
    @ConfigMapping(prefix = "laiwang.limit")
    interface Settings {
        /** Messages of an account. */
        Rate messages();

        /** Other calls of an account. */
        Rate calls();

        /** New QR codes of an account. */
        Rate qrCodes();

        /** Exports of an account. */
        Rate exports();

        /** Frames of live boards of an account. */
        Rate strokes();

        /** Sign-ups from an address. */
        Rate signUps();

        /** Logins from an address that are refused. */
        Rate loginFailures();

        /** Refreshes from an address. */
        Rate refreshes();

        /** Whether those by address count; not where everyone comes from the same one. */
        @WithDefault("true")
        boolean byAddress();
    }

    /** How much in what time. */
    interface Rate {
        /** So many in the long run. */
        long permits();

        /** In this time. */
        Duration per();

        /** So many at once after a rest; as many as in the long run where it isn't said. */
        OptionalLong burst();
    }

    private static final int KEYS = 200_000;
    private static final Duration FORGOTTEN = Duration.ofMinutes(5);

    private final Map<Limit, Function<Object, Bucket>> buckets = new EnumMap<>(Limit.class);
    private final boolean byAddress;

    RateLimits(Settings settings) {
        this.byAddress = settings.byAddress();
        for (Limit limit : Limit.values()) {
            buckets.put(limit, buckets(limit.rate.apply(settings)));
        }
    }

    /** @throws Refused a 429 when the account has used up what it may */
    public void take(Limit limit, UUID accountId) {
        take(limit, (Object) accountId);
    }

    /** @throws Refused a 429 when the address has used up what it may */
    public void take(Limit limit, String address) {
        if (byAddress) {
            take(limit, (Object) address);
        }
    }

    /** What was taken and turned out not to count. */
    public void giveBack(Limit limit, String address) {
        bucket(limit, address).addTokens(1);
    }

    private void take(Limit limit, Object key) {
        ConsumptionProbe probe = bucket(limit, key).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            String who = limit.by == By.ACCOUNT ? "This account" : "This address";
            throw Refused.tooMany(
                    who + " asks too often; slow down.", Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket(Limit limit, Object key) {
        return Objects.requireNonNull(buckets.get(limit)).apply(key);
    }

    /** A bucket that nobody asks for any more is full again when it is forgotten. */
    private static Function<Object, Bucket> buckets(Rate rate) {
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(rate.burst().orElse(rate.permits()))
                .refillGreedy(rate.permits(), rate.per())
                .build();
        Duration kept = rate.per().compareTo(FORGOTTEN) > 0 ? rate.per() : FORGOTTEN;
        Cache<Object, Bucket> cache =
                Caffeine.newBuilder().maximumSize(KEYS).expireAfterAccess(kept).build();
        return key -> cache.get(key, any -> Bucket.builder().addLimit(bandwidth).build());
    }
}
