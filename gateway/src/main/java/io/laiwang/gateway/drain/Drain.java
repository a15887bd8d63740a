package io.laiwang.gateway.drain;

import io.laiwang.gateway.stream.Streams;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * A gateway that is told to stop isn't ready any more, takes no new stream, and sends those it has away little by
 * little: thousands that come back at once would be a flood for those who take them. Calls are answered all the while.
 */
@Singleton
class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final Duration STEP = Duration.ofMillis(100);
    /** Of the time there is, in percent: the rest is for the last byes to get out. */
    private static final int USED = 90;

    private final Streams streams;
    private final Vertx vertx;
    private final Duration length;

    Drain(Streams streams, Vertx vertx, @ConfigProperty(name = "quarkus.shutdown.delay") Duration length) {
        this.streams = streams;
        this.vertx = vertx;
        this.length = length;
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        streams.takeNoMore();
        long open = streams.count();
        long steps = Math.max(1, length.toMillis() * USED / 100 / STEP.toMillis());
        AtomicLong left = new AtomicLong(steps);
        LOG.infof("draining: %d streams in %d s", open, length.toSeconds());
        vertx.setPeriodic(STEP.toMillis(), timer -> {
            streams.closeAllBut(open * left.decrementAndGet() / steps);
            if (left.get() == 0) {
                vertx.cancelTimer(timer);
            }
        });
    }
}
