package io.laiwang.chat.sealed.sweep;

import io.laiwang.chat.sealed.Cause;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** From deadline to erased, and why. */
@Singleton
class BurnMetrics {
    private final MeterRegistry registry;
    private final Timer lag;

    BurnMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.lag = Timer.builder("laiwang.burn.lag")
                .description("from the deadline of a content to its end")
                .publishPercentileHistogram(false)
                .register(registry);
    }

    void erased(Cause cause, Duration late) {
        registry.counter("laiwang.burned", "cause", cause.label()).increment();
        lag.record(late.isNegative() ? Duration.ZERO : late);
    }
}
