package io.laiwang.auth.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.laiwang.kit.problem.Refused;
import io.smallrye.config.ConfigMapping;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/**
 * How often somebody may get the password of a handle wrong, whether or not the handle is anybody's. An attempt takes
 * its place before the password is looked at and gives it back when it was right, so attempts at once don't pass
 * together. Counted by each process.
 */
@Singleton
public class LoginFailures {
    /** How many, in what time. */
    @ConfigMapping(prefix = "laiwang.login-failures")
    interface Settings {
        /** Failures that a handle may have in the window. */
        int perHandle();

        /** After this a failure is forgotten. */
        Duration window();
    }

    private static final int HANDLES = 100_000;

    private final LoadingCache<String, Bucket> byHandle;

    LoginFailures(Settings settings) {
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(settings.perHandle())
                .refillIntervally(settings.perHandle(), settings.window())
                .build();
        this.byHandle = Caffeine.newBuilder()
                .maximumSize(HANDLES)
                .expireAfterAccess(settings.window())
                .build(handle -> Bucket.builder().addLimit(bandwidth).build());
    }

    /** @throws Refused a 429 when the handle has had too many */
    public void begin(String handle) {
        ConsumptionProbe probe = bucket(handle).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw Refused.tooMany(
                    "Too many wrong passwords for this handle; try again later.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    public void wasRight(String handle) {
        bucket(handle).addTokens(1);
    }

    private Bucket bucket(String handle) {
        return byHandle.get(handle.toLowerCase(Locale.ROOT));
    }
}
