package io.laiwang.gateway.signal;

import io.laiwang.contracts.Topics;
import io.laiwang.gateway.GatewayId;
import io.laiwang.kit.kafka.KafkaSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Says something to all other gateways, at most once. Never waits and never fails: when the broker is slower than what
 * is said, or away, signals are dropped and counted ({@code laiwang.signals.dropped}). What was sent keeps its order for
 * each key.
 */
@Singleton
public class Signals {
    static final String KIND = "kind";
    static final String GATEWAY = "gateway";

    private static final long BUFFER_BYTES = 8L * 1024 * 1024;
    private static final long STARTING_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final KafkaProducer<String, byte[]> producer;
    private final byte[] gateway;
    private final Counter dropped;

    Signals(GatewayId gateway, MeterRegistry metrics, KafkaSettings kafka) {
        this.gateway = gateway.value().getBytes(StandardCharsets.UTF_8);
        this.dropped = metrics.counter("laiwang.signals.dropped");
        this.producer = new KafkaProducer<>(kafka.with(settings()), new StringSerializer(), new ByteArraySerializer());
    }

    /** A blocking time of 0 makes the client refuse where it would wait; one try keeps the order of what isn't lost. */
    private static Map<String, Object> settings() {
        return Map.of(
                ProducerConfig.ACKS_CONFIG,
                "1",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                false,
                ProducerConfig.RETRIES_CONFIG,
                0,
                ProducerConfig.LINGER_MS_CONFIG,
                2,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                0,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                BUFFER_BYTES,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) Duration.ofSeconds(3).toMillis(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) Duration.ofSeconds(5).toMillis());
    }

    /** The client learns where the topic lives in the background; without that the first signals would be dropped. */
    void onStart(@Observes @Priority(90) StartupEvent event) {
        long deadline = System.nanoTime() + STARTING_NANOS;
        while (!isKnown() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isKnown() {
        try {
            return !producer.partitionsFor(Topics.SIGNALS).isEmpty();
        } catch (KafkaException e) {
            return false;
        }
    }

    /**
     * @param kind whose {@link SignalHandler} it is for
     * @param json made where its type is known, which a native build registers
     */
    public void send(String kind, UUID key, byte[] json) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.SIGNALS, null, key.toString(), json, List.of());
        record.headers().add(KIND, kind.getBytes(StandardCharsets.UTF_8));
        send(record);
    }

    void send(ProducerRecord<String, byte[]> record) {
        record.headers().add(new RecordHeader(GATEWAY, gateway));
        try {
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure != null) {
                    dropped.increment();
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            dropped.increment();
        }
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
