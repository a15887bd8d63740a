package io.laiwang.outbox;

import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.kit.kafka.RecordSink;
import io.laiwang.kit.trace.Traces;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the outbox on their way to the broker. One of a key is sent when the one before it has arrived: a record that
 * the broker doesn't take is never overtaken by a later one of the same key, which would make consumers drop it.
 */
final class Batch {
    private static final int KEYS_AT_ONCE = 16;

    private final List<Row> rows;
    private final ConcurrentLinkedQueue<Long> sent = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Batch(List<Row> rows) {
        this.rows = rows;
    }

    private record Key(String topic, UUID key) {}

    int size() {
        return rows.size();
    }

    /** What the broker has; the rest stays for the next round. */
    Long[] sent() {
        return sent.toArray(Long[]::new);
    }

    /** Why the rest stayed, if some did. */
    @Nullable
    Throwable failure() {
        return failure.get();
    }

    /** Doesn't fail. After the first record that isn't taken nothing more is begun. */
    Uni<Void> send(RecordSink broker) {
        Collection<List<Row>> byKey = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> new Key(row.getString("topic"), row.getUUID("key")),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
        return Multi.createFrom()
                .iterable(byKey)
                .onItem()
                .transformToUni(ofKey -> inOrder(broker, ofKey))
                .merge(KEYS_AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> inOrder(RecordSink broker, List<Row> ofKey) {
        return Multi.createFrom()
                .iterable(ofKey)
                .onItem()
                .transformToUniAndConcatenate(row -> send(broker, row))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> send(RecordSink broker, Row row) {
        return failure.get() != null
                ? Uni.createFrom().voidItem()
                : broker.send(traced(row))
                        .invoke(() -> sent.add(row.getLong("id")))
                        .onFailure()
                        .invoke(failed -> failure.compareAndSet(null, failed))
                        .onFailure()
                        .recoverWithNull();
    }

    /** In the trace of who put it there. */
    private static ProducerRecord<String, byte[]> traced(Row row) {
        ProducerRecord<String, byte[]> record = toRecord(row);
        String trace = row.getString("trace");
        if (!trace.isEmpty()) {
            record.headers().add(Traces.HEADER, trace.getBytes(StandardCharsets.US_ASCII));
        }
        return record;
    }

    private static ProducerRecord<String, byte[]> toRecord(Row row) {
        String topic = row.getString("topic");
        UUID key = row.getUUID("key");
        byte[] payload = row.getBuffer("payload").getBytes();
        if (topic.equals(Topics.DELIVERIES)) {
            List<UUID> recipients = List.of(row.getArrayOfUUIDs("recipients"));
            return DeliveryRecords.toRecord(new Delivery(key, recipients, payload, null, null, null));
        }
        return new ProducerRecord<>(topic, key.toString(), payload);
    }
}
