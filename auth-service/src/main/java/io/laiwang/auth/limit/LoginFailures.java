package io.laiwang.auth.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How often somebody may get the password of a handle wrong, whether or not the handle is anybody's. An attempt takes
 * its place before the password is looked at and gives it back unless it was wrong, so attempts at once don't pass
 * together. Counted by each process.
 */
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.PSAMS")
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

    private final Bandwidth bandwidth;
    private final Cache<String, Bucket> byHandle;

    LoginFailures(Settings settings) {
        this.bandwidth = Bandwidth.builder()
                .capacity(settings.perHandle())
                .refillIntervally(settings.perHandle(), settings.window())
                .build();
        this.byHandle = Caffeine.newBuilder()
                .maximumSize(HANDLES)
                .expireAfterAccess(settings.window())
                .build();
    }

    /**
     * Looks at a password. Only a wrong one stays counted: who was refused because too many sign in at once, or because
     * the database is out, has got nothing wrong.
     *
     * @return fails with a 429 when the handle has had too many
     */
    public <T> Uni<T> count(String handle, Uni<T> attempt) {
        return Uni.createFrom().deferred(() -> {
            Bucket bucket = byHandle.get(handle.toLowerCase(Locale.ROOT), any -> bucket());
            take(bucket);
            return attempt.onItemOrFailure().invoke((right, failure) -> {
                if (!isWrong(failure)) {
                    bucket.addTokens(1);
                }
            });
        });
    }

    private Bucket bucket() {
        return Bucket.builder().addLimit(bandwidth).build();
    }

    private static void take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw Refused.tooMany(
                    "Too many wrong passwords for this handle; try again later.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private static boolean isWrong(@Nullable Throwable failure) {
        return failure instanceof Refused refused
                && (refused.problem().code() == ProblemCode.INVALID_CREDENTIALS
                        || refused.problem().code() == ProblemCode.WRONG_PASSWORD);
    }
}
