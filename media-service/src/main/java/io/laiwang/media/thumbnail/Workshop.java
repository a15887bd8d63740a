package io.laiwang.media.thumbnail;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.work.Workers;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Makes previews on a few threads. Who would wait too long is refused (503), so that a rush ends instead of being worked
 * off for nobody.
 */
@Singleton
class Workshop {
    /** The pool. */
    @ConfigMapping(prefix = "laiwang.thumbnail")
    interface Settings {
        /** Previews made at once; never more than two a core. */
        int workers();

        /** How many may wait for a thread. */
        int waiting();

        /** How long one may wait for its turn. */
        Duration patience();
    }

    private final Workers workers;
    private final Duration patience;

    Workshop(Settings settings) {
        int most = 2 * Runtime.getRuntime().availableProcessors();
        this.workers = new Workers("thumbnail", Math.min(settings.workers(), most), settings.waiting());
        this.patience = settings.patience();
    }

    <T> Uni<T> run(Callable<T> work) {
        return Uni.createFrom().deferred(() -> {
            long asked = System.nanoTime();
            return workers.run(() -> {
                if (System.nanoTime() - asked > patience.toNanos()) {
                    throw new Refused(ProblemCode.UNAVAILABLE, "Too many previews are being made at once.");
                }
                return work.call();
            });
        });
    }

    @PreDestroy
    void stop() {
        workers.close();
    }
}
