package io.laiwang.testing;

import io.laiwang.contracts.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads a topic from its start, without a group, and keeps every record it finds. For one thread. */
public final class TestTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);

    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private final KafkaConsumer<String, byte[]> consumer;

    public TestTopic(String topic) {
        String bootstrap = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Waits until there are {@code count} under the key, and gives all of that key, in their order. */
    public List<ConsumerRecord<String, byte[]>> await(UUID key, int count) {
        return Awaitility.await()
                .pollInSameThread()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> read(key), found -> found.size() >= count);
    }

    public <T> List<T> await(UUID key, int count, Class<T> type) {
        return await(key, count).stream()
                .map(record -> Json.read(record.value(), type))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> read(UUID key) {
        consumer.poll(POLL).forEach(records::add);
        return records.stream().filter(r -> key.toString().equals(r.key())).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
