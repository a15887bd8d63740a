package io.laiwang.gateway.delivery;

import io.laiwang.contracts.Topics;
import io.laiwang.gateway.stream.Streams;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Reads all of deliveries, from the end on, and account-events from 15 minutes back, on a thread of its own and without
 * a group: every gateway gets everything. It is at its position before the port opens. When Kafka can't be read for 10
 * seconds, or records were missed, all streams are closed, so that silence always means that there is nothing. See
 * docs/adr/0003-broadcast-deliveries.md.
 */
@Singleton
class Broadcast {
    private static final Logger LOG = Logger.getLogger(Broadcast.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CALL = Duration.ofSeconds(3);
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration LOOK_BACK = Duration.ofMinutes(15);
    private static final long CHECK_EVERY_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long AFTER_A_FAULT_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LOST_AFTER_NANOS = Duration.ofSeconds(10).toNanos();

    private final KafkaConsumer<String, byte[]> consumer;
    private final DeliveryReader reader;
    private final Streams streams;
    private final Thread thread = Thread.ofPlatform().name("deliveries").unstarted(this::run);
    private long heardAt = System.nanoTime();
    private volatile boolean lost;
    private volatile boolean stopping;

    Broadcast(
            DeliveryReader reader,
            Streams streams,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.reader = reader;
        this.streams = streams;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2_000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** After the topics are made, before the port opens. */
    void onStart(@Observes @Priority(100) StartupEvent event) {
        List<TopicPartition> deliveries = partitions(Topics.DELIVERIES);
        List<TopicPartition> events = partitions(Topics.ACCOUNT_EVENTS);
        consumer.assign(Stream.concat(deliveries.stream(), events.stream()).toList());
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), START);
        deliveries.forEach(p -> consumer.seek(p, ends.getOrDefault(p, 0L)));
        lookBack(events, ends);
        catchUp(events, ends);
        thread.start();
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        consumer.wakeup();
        thread.join(CALL);
    }

    boolean isReady() {
        return !lost && thread.isAlive();
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic, START).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
    }

    private void lookBack(Collection<TopicPartition> events, Map<TopicPartition, Long> ends) {
        long from = Instant.now().minus(LOOK_BACK).toEpochMilli();
        var found = consumer.offsetsForTimes(events.stream().collect(Collectors.toMap(p -> p, p -> from)), START);
        for (TopicPartition partition : events) {
            var offset = found.get(partition);
            consumer.seek(partition, offset == null ? ends.getOrDefault(partition, 0L) : offset.offset());
        }
    }

    /** Not ready before it knows which sessions have ended. */
    private void catchUp(Collection<TopicPartition> events, Map<TopicPartition, Long> ends) {
        long deadline = System.nanoTime() + START.toNanos();
        while (events.stream().anyMatch(p -> consumer.position(p, CALL) < ends.getOrDefault(p, 0L))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("account-events can't be read back in 30 s");
            }
            consumer.poll(POLL).forEach(reader::read);
        }
    }

    private void run() {
        try (consumer) {
            while (!stopping) {
                step();
            }
        } catch (WakeupException e) {
            LOG.debug("the reader of deliveries stops");
        }
    }

    private void step() {
        try {
            var records = consumer.poll(POLL);
            records.forEach(reader::read);
            if (!records.isEmpty()) {
                heard();
            } else if (System.nanoTime() - heardAt > CHECK_EVERY_NANOS) {
                // a client without a broker only finds nothing, so it is asked for something that needs one
                consumer.endOffsets(consumer.assignment(), CALL);
                heard();
            }
        } catch (WakeupException e) {
            throw e;
        } catch (OffsetOutOfRangeException e) {
            LOG.warn("records were missed; the streams are closed");
            consumer.seekToEnd(e.partitions());
            streams.closeAll("records were missed");
        } catch (KafkaException e) {
            missing();
        } catch (RuntimeException e) {
            // a thread that ends would leave the streams open and silent
            LOG.error("deliveries can't be read", e);
            missing();
        }
    }

    private void heard() {
        heardAt = System.nanoTime();
        lost = false;
    }

    private void missing() {
        LockSupport.parkNanos(AFTER_A_FAULT_NANOS);
        if (!lost && System.nanoTime() - heardAt > LOST_AFTER_NANOS) {
            LOG.warn("Kafka can't be read; the streams are closed");
            lost = true;
            streams.closeAll("the server can't reach its log");
        }
    }
}
