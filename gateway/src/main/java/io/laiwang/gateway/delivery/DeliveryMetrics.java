package io.laiwang.gateway.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** How far this gateway is behind what is delivered. */
@Singleton
class DeliveryMetrics {
    private final Timer lag;
    private final Clock clock = Clock.systemUTC();

    DeliveryMetrics(MeterRegistry registry) {
        this.lag = Timer.builder("laiwang.delivery.lag")
                .description("from a delivery's writing to its reading here")
                .register(registry);
    }

    /** By two clocks: what seems to come from the future is on time. */
    void read(long writtenAtMillis) {
        lag.record(Duration.ofMillis(Math.max(0, clock.millis() - writtenAtMillis)));
    }
}
