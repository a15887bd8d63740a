package io.laiwang.gateway.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.laiwang.gateway.GatewayId;
import io.laiwang.kit.kafka.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignalsTest {
    @Test
    void dropsAndCountsWhatTheBrokerCannotTakeAndNeverWaits() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Signals signals =
                new Signals(new GatewayId(), metrics, new KafkaSettings(Map.of("bootstrap.servers", "127.0.0.1:1")));
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 1_000; i++) {
                signals.send("presence", UUID.randomUUID(), new byte[] {1});
            }
        });
        assertEquals(1_000, metrics.counter("laiwang.signals.dropped").count());
        signals.close();
    }
}
