package io.laiwang.kit.kafka;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Takes records for Kafka. */
public interface RecordSink {
    /** Completes when every replica has the record. */
    Uni<Void> send(ProducerRecord<String, byte[]> record);
}
