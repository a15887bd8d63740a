package io.laiwang.gateway.signal;

import io.laiwang.contracts.Topics;
import io.laiwang.gateway.GatewayId;
import io.laiwang.gateway.stream.Streams;
import io.laiwang.gateway.tail.Tail;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.kit.kafka.KafkaSettings;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Reads all of signals from the end on, and gives each to its feature, or to its recipients where it is a frame. What
 * was missed is lost, and nobody is told.
 */
@Singleton
class SignalReader {
    private static final Logger LOG = Logger.getLogger(SignalReader.class);

    private final String gateway;
    private final Streams streams;
    private final Map<String, SignalHandler> handlers;
    private final Tail tail;

    SignalReader(GatewayId gateway, Streams streams, @All List<SignalHandler> handlers, KafkaSettings kafka) {
        this.gateway = gateway.value();
        this.streams = streams;
        this.handlers = handlers.stream().collect(Collectors.toMap(SignalHandler::kind, Function.identity()));
        this.tail = new Tail("signals", kafka, this::read, reason -> {});
    }

    void onStart(@Observes @Priority(100) StartupEvent event) {
        tail.follow(Topics.SIGNALS);
        tail.start();
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        tail.stop();
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        try {
            String kind = header(record, Signals.KIND);
            if (kind.isEmpty()) {
                streams.deliver(DeliveryRecords.recipients(record), record.value(), DeliveryRecords.except(record));
            } else if (!header(record, Signals.GATEWAY).equals(gateway)) {
                hand(kind, record);
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "a signal can't be read: offset=%d", record.offset());
        }
    }

    /** A kind that isn't known comes from a newer gateway. */
    private void hand(String kind, ConsumerRecord<String, byte[]> record) {
        SignalHandler handler = handlers.get(kind);
        if (handler != null) {
            handler.heard(new Signal(header(record, Signals.GATEWAY), UUID.fromString(record.key()), record.value()));
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
