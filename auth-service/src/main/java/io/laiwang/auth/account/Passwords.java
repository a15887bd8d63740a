package io.laiwang.auth.account;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.problem.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id on a small pool of threads of its own. Hashing is meant to be slow, so when too many wait already the next
 * one is refused at once instead of making everyone wait longer, and one whose turn comes when its caller has given up
 * isn't hashed at all.
 */
@Singleton
public class Passwords {
    /** Parameters and pool. */
    @ConfigMapping(prefix = "laiwang.password")
    interface Settings {
        /** Memory of one hash, in KiB. */
        int memoryKib();

        /** Passes over the memory. */
        int iterations();

        /** Lanes. */
        int parallelism();

        /** Threads that hash. */
        int workers();

        /** How many may wait for a thread. */
        int waiting();

        /** How long one may wait for it. */
        Duration patience();
    }

    private static final int HASH_BYTES = 32;
    private static final int FEWEST_CHARACTERS = 8;
    private static final int MOST_CHARACTERS = 128;

    private final Argon2Function argon2;
    private final ThreadPoolExecutor workers;
    private final Set<String> common;
    private final String nobodysHash;
    private final Timer checks;
    private final Duration patience;

    Passwords(Settings settings, MeterRegistry metrics) {
        this.checks = metrics.timer("laiwang.password.checks");
        this.patience = settings.patience();
        this.argon2 = Argon2Function.getInstance(
                settings.memoryKib(), settings.iterations(), settings.parallelism(), HASH_BYTES, Argon2.ID);
        this.workers = new ThreadPoolExecutor(
                settings.workers(),
                settings.workers(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.waiting()),
                task -> Thread.ofPlatform().daemon().name("password").unstarted(task));
        this.common = readCommon();
        this.nobodysHash = hashNow("nobody has this password");
    }

    public Uni<String> hash(String password) {
        return onWorker(() -> hashNow(password));
    }

    public Uni<Boolean> matches(String password, String hash) {
        return onWorker(() -> checks.record(() -> checkNow(password, hash)));
    }

    /** Takes as long as {@link #matches}, so that an answer's time doesn't tell whether a handle exists. */
    public Uni<Boolean> matchesNobody(String password) {
        return matches(password, nobodysHash).replaceWith(false);
    }

    /** Whether it was made under other parameters than those of today, and should be made again. */
    public boolean isOutdated(String hash) {
        return !Argon2Function.getInstanceFromHash(hash).equals(argon2);
    }

    /** What a new password must be. */
    public Checks check(Checks checks, String field, @Nullable String password) {
        return checks.text(field, password, FEWEST_CHARACTERS, MOST_CHARACTERS)
                .check(field, password == null || !isCommon(password), "is one of the most common passwords");
    }

    private boolean isCommon(String password) {
        return common.contains(password.toLowerCase(Locale.ROOT));
    }

    @PreDestroy
    void stop() {
        workers.shutdown();
    }

    private static boolean checkNow(String password, String hash) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }

    private String hashNow(String password) {
        return Password.hash(password).addRandomSalt(16).with(argon2).getResult();
    }

    private <T> Uni<T> onWorker(Supplier<T> task) {
        Context caller = Vertx.currentContext();
        Executor back = caller == null ? Runnable::run : done -> caller.runOnContext(ignored -> done.run());
        long asked = System.nanoTime();
        return Uni.createFrom()
                .item(() -> {
                    if (System.nanoTime() - asked > patience.toNanos()) {
                        throw tooMany();
                    }
                    return task.get();
                })
                .runSubscriptionOn(workers)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> tooMany())
                .emitOn(back);
    }

    private Refused tooMany() {
        return Refused.tooMany("Too many are signing in at once.", patience);
    }

    /**
     * The 30,000 most common of {@code passwords.txt} of zxcvbn (https://github.com/dropbox/zxcvbn/tree/master/data), which
     * counted them in leaks of several sites.
     */
    private static Set<String> readCommon() {
        try {
            return Set.copyOf(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
