package io.laiwang.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.testing.TestTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A second gateway as the first one sees it: what it says on signals, and what it hears there. */
final class OtherGateway implements AutoCloseable {
    private final UUID id = UUID.randomUUID();
    private final RecordSender records;
    private final TestTopic topic = new TestTopic(Topics.SIGNALS);

    OtherGateway(RecordSender records) {
        this.records = records;
    }

    UUID id() {
        return id;
    }

    void says(String kind, UUID key, Object body) {
        says(kind, key, Json.bytes(body));
    }

    void says(String kind, UUID key, byte[] body) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.SIGNALS, key.toString(), body);
        record.headers().add("kind", kind.getBytes(StandardCharsets.UTF_8));
        record.headers().add("gateway", id.toString().getBytes(StandardCharsets.UTF_8));
        records.send(record).await().atMost(Duration.ofSeconds(10));
    }

    /** All that was said under the key, {@code count} signals at least. */
    List<JsonNode> hears(UUID key, int count) {
        return topic.await(key, count, JsonNode.class);
    }

    @Override
    public void close() {
        topic.close();
    }
}
