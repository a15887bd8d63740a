package io.laiwang.stack.letters;

import io.laiwang.contracts.DeadLetter;
import io.laiwang.contracts.Topics;
import io.laiwang.stack.StackException;
import io.laiwang.stack.kafka.KafkaLogs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The dead letters on their topic. What is mended is said there too, so that no two people do it twice. */
final class LetterTopic implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;

    LetterTopic(Map<String, String> kafka) {
        KafkaLogs.quiet();
        int deadline = (int) DEADLINE.toMillis();
        this.consumer = new KafkaConsumer<>(
                with(kafka, Map.of(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, deadline)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(
                with(
                        kafka,
                        Map.of(
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                deadline,
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                deadline / 2,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                deadline)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static Map<String, Object> with(Map<String, String> kafka, Map<String, Object> ours) {
        Map<String, Object> all = new HashMap<>(kafka);
        all.putAll(ours);
        return all;
    }

    /** Those that nobody has mended, by place. */
    Map<String, Letter> open() {
        Map<String, Letter> letters = new LinkedHashMap<>();
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.CONVERSATION_COMMANDS_DEAD).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(500)).forEach(record -> take(letters, record));
        }
        return letters;
    }

    private static void take(Map<String, Letter> letters, ConsumerRecord<String, byte[]> record) {
        String mended = Letter.mended(record);
        if (mended == null) {
            Letter letter = Letter.of(record);
            letters.put(letter.place(), letter);
        } else {
            // lies behind it, in the same partition
            letters.remove(mended);
        }
    }

    /** On the log once more, as it was. */
    void putBack(Letter letter) {
        send(new ProducerRecord<>(Topics.CONVERSATION_COMMANDS, letter.conversation(), letter.value()));
    }

    void mended(Letter letter) {
        ProducerRecord<String, byte @Nullable []> mark = new ProducerRecord<>(
                Topics.CONVERSATION_COMMANDS_DEAD, letter.partition(), letter.conversation(), null);
        mark.headers().add(DeadLetter.MENDED, letter.place().getBytes(StandardCharsets.UTF_8));
        send(mark);
    }

    private void send(ProducerRecord<String, byte @Nullable []> record) {
        try {
            producer.send(record).get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StackException("Kafka doesn't take it: nothing was lost, try again.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted.", e);
        }
    }

    @Override
    public void close() {
        producer.close(DEADLINE);
        consumer.close();
    }
}
