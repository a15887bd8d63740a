package io.laiwang.chat.sealed.sweep;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Runs what sweeps, from the start on and one at a time: what came due while the service was down goes first. */
@Singleton
class SweepTimer {
    private static final Logger LOG = Logger.getLogger(SweepTimer.class);
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Sweeper sweeper;
    private final KeyKeeper keys;
    private final SweepSettings settings;
    private volatile boolean stopping;

    SweepTimer(Vertx vertx, Sweeper sweeper, KeyKeeper keys, SweepSettings settings) {
        this.vertx = vertx;
        this.sweeper = sweeper;
        this.keys = keys;
        this.settings = settings;
    }

    void onStart(@Observes StartupEvent event) {
        if (settings.longestLag().compareTo(PROMISED) > 0) {
            throw new IllegalStateException("laiwang.burn: a content could outlive its deadline by "
                    + settings.longestLag() + ", " + PROMISED + " is promised");
        }
        repeat(settings.every(), sweeper::sweep);
        repeat(settings.keysEvery(), keys::turn);
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    private void repeat(Duration every, Supplier<Uni<?>> work) {
        AtomicBoolean running = new AtomicBoolean();
        Runnable once = () -> {
            if (!stopping && running.compareAndSet(false, true)) {
                work.get()
                        .onTermination()
                        .invoke(() -> running.set(false))
                        .subscribe()
                        .with(done -> {}, failure -> LOG.warnf("sweeping is tried again: %s", failure.toString()));
            }
        };
        vertx.runOnContext(start -> once.run());
        vertx.setPeriodic(every.toMillis(), timer -> once.run());
    }
}
