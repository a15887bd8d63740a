package io.laiwang.chat.log;

import io.laiwang.chat.store.Faults;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.RecordSink;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A broker that keeps what it was sent, in the order in which it took it. */
final class Told {
    private final List<ProducerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private volatile boolean refused;

    /** As one life of the sequencer reaches it. */
    RecordSink through(Faults faults) {
        return record -> faults.call(() -> Uni.createFrom().voidItem().invoke(() -> records.add(record)))
                .onFailure()
                .invoke(() -> refused = true);
    }

    /** Whether a record failed by itself: what was sent after it may have come before it. */
    boolean refusedAny() {
        return refused;
    }

    List<ProducerRecord<String, byte[]>> deliveries() {
        return on(Topics.DELIVERIES);
    }

    List<ProducerRecord<String, byte[]>> on(String topic) {
        return records.stream().filter(record -> record.topic().equals(topic)).toList();
    }
}
