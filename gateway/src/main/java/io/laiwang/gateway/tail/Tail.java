package io.laiwang.gateway.tail;

import io.laiwang.kit.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads all of some topics on a thread of its own: by assignment, without a group and without commits, so that every
 * gateway gets everything. See docs/adr/0003-broadcast-deliveries.md.
 *
 * <p>Topics are named and positioned first, then {@link #start} lets it run; its reader is called by that one thread.
 */
public final class Tail {
    private static final Logger LOG = Logger.getLogger(Tail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CALL = Duration.ofSeconds(3);
    private static final Duration START = Duration.ofSeconds(30);
    private static final long CHECK_EVERY_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long AFTER_A_FAULT_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LOST_AFTER_NANOS = Duration.ofSeconds(10).toNanos();

    private final KafkaConsumer<String, byte[]> consumer;
    private final Consumer<ConsumerRecord<String, byte[]>> reader;
    private final Consumer<String> missed;
    private final Thread thread;
    private long heardAt = System.nanoTime();
    private volatile boolean lost;
    private volatile boolean stopping;

    /**
     * @param reader never throws
     * @param missed told, with a reason for people, when records were passed over or can't be read for 10 seconds
     */
    public Tail(
            String name,
            KafkaSettings kafka,
            Consumer<ConsumerRecord<String, byte[]>> reader,
            Consumer<String> missed) {
        this.reader = reader;
        this.missed = missed;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
        this.consumer = new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2_000)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** What comes from now on. */
    public void follow(String topic) {
        List<TopicPartition> partitions = assign(topic);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, START);
        partitions.forEach(p -> consumer.seek(p, ends.getOrDefault(p, 0L)));
    }

    /** What came in the time before as well; returns when all of that is read. */
    public void readBack(String topic, Duration time) {
        List<TopicPartition> partitions = assign(topic);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, START);
        long from = Instant.now().minus(time).toEpochMilli();
        var found = consumer.offsetsForTimes(partitions.stream().collect(Collectors.toMap(p -> p, p -> from)), START);
        for (TopicPartition partition : partitions) {
            var offset = found.get(partition);
            consumer.seek(partition, offset == null ? ends.getOrDefault(partition, 0L) : offset.offset());
        }
        catchUp(topic, partitions, ends);
    }

    public void start() {
        thread.start();
    }

    public void stop() throws InterruptedException {
        stopping = true;
        consumer.wakeup();
        thread.join(CALL);
    }

    public boolean isReading() {
        return !lost && thread.isAlive();
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    private List<TopicPartition> assign(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic, START).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        consumer.assign(Stream.concat(consumer.assignment().stream(), partitions.stream())
                .toList());
        return partitions;
    }

    private void catchUp(String topic, Collection<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        long deadline = System.nanoTime() + START.toNanos();
        while (partitions.stream().anyMatch(p -> consumer.position(p, CALL) < ends.getOrDefault(p, 0L))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(topic + " can't be read back in 30 s");
            }
            consumer.poll(POLL).forEach(reader);
        }
    }

    private void run() {
        try (consumer) {
            while (!stopping) {
                step();
            }
        } catch (WakeupException e) {
            LOG.debugf("%s stops", thread.getName());
        }
    }

    private void step() {
        try {
            var records = consumer.poll(POLL);
            records.forEach(reader);
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
            LOG.warnf("records of %s were missed", thread.getName());
            consumer.seekToEnd(e.partitions());
            missed.accept("records were missed");
        } catch (KafkaException e) {
            fault();
        } catch (RuntimeException e) {
            // a thread that ends would leave the streams open and silent
            LOG.errorf(e, "%s can't be read", thread.getName());
            fault();
        }
    }

    private void heard() {
        heardAt = System.nanoTime();
        lost = false;
    }

    private void fault() {
        LockSupport.parkNanos(AFTER_A_FAULT_NANOS);
        if (!lost && System.nanoTime() - heardAt > LOST_AFTER_NANOS) {
            LOG.warnf("Kafka can't be read: %s", thread.getName());
            lost = true;
            missed.accept("the server can't reach its log");
        }
    }
}
