package io.laiwang.chat.sealed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;

/** How many contents have ended and why, and how long that took from their deadline. */
@Singleton
public class BurnMetrics {
    private final MeterRegistry registry;
    private final Timer lag;

    public BurnMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.lag = Timer.builder("laiwang.burn.lag")
                .description("from the deadline of a content to its end")
                .publishPercentileHistogram(false)
                .register(registry);
        // a rate over what is there from the first on
        for (Cause cause : Cause.values()) {
            counter(cause);
        }
    }

    /** Ended at once, by a decision: there was no deadline to be late for. */
    void ended(Collection<Sealed> rows) {
        for (Sealed row : rows) {
            if (row instanceof Sealed.Burned burned) {
                count(burned.cause());
            }
        }
    }

    public void erased(Cause cause, Duration late) {
        count(cause);
        lag.record(late.isNegative() ? Duration.ZERO : late);
    }

    private void count(Cause cause) {
        counter(cause).increment();
    }

    private Counter counter(Cause cause) {
        return registry.counter("laiwang.burned", "cause", cause.label());
    }
}
