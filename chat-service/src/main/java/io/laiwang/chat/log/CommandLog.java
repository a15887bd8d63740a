package io.laiwang.chat.log;

import io.laiwang.chat.sealed.SealedBook;
import io.laiwang.chat.store.MessageStore;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.KafkaSettings;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.kit.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads the log of commands on a thread of its own: poll, work the batch to its end, poll again. What waits meanwhile is
 * the next batch, so batches grow with the load; and because a partition can only be taken away inside of {@code poll},
 * no batch is ever in hand then. See docs/adr/0007-one-thread-reads-the-log.md.
 */
@Singleton
class CommandLog implements ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(CommandLog.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long COMMIT_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration COMMIT_DEADLINE = Duration.ofSeconds(5);
    /** Before what failed is begun again. */
    private static final Duration BREATH = Duration.ofSeconds(1);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Sequencer sequencer;
    private final BatchWorker worker;
    private final Thread thread = Thread.ofPlatform().name("command-log").unstarted(this::run);
    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    private long committedAt = System.nanoTime();
    private volatile boolean stopping;
    private volatile boolean assigned;

    CommandLog(
            LogSettings settings,
            MessageStore store,
            SealedBook sealedBook,
            RecordSender sender,
            MeterRegistry metrics,
            Traces traces,
            KafkaSettings kafka) {
        BatchTraces spans = new BatchTraces(traces);
        Publisher publisher = new Publisher(sender, spans);
        ConversationCache cache = new ConversationCache(store, settings.cachedConversations());
        this.sequencer = new Sequencer(store, new Disappearing(sealedBook), publisher, cache, new LogMetrics(metrics));
        DeadLetters deadLetters = new DeadLetters(sender, metrics);
        this.worker = new BatchWorker(sequencer, publisher, deadLetters, spans, settings.generation());
        this.consumer = new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "laiwang.chat-service",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        settings.maxBatch(),
                        // a killed instance is missed for this long
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        6_000,
                        // by this the others hear that one has left, and the partitions that it had wait for that
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        500,
                        // partitions that stay where they are go on being worked while others move
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName())),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        new KafkaClientMetrics(consumer).bindTo(metrics);
    }

    void onStart(@Observes StartupEvent event) {
        thread.start();
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        consumer.wakeup();
        thread.join(STOP_WITHIN);
    }

    /** Alive and a member of its group, whether or not a partition is left for it. */
    boolean isReady() {
        return assigned && thread.isAlive();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        assigned = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commit();
        sequencer.forgetAll();
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        done.clear();
        sequencer.forgetAll();
    }

    private void run() {
        consumer.subscribe(List.of(Topics.CONVERSATION_COMMANDS), this);
        try (consumer) {
            while (!stopping) {
                step();
            }
            commit();
        } catch (WakeupException e) {
            commit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // without this thread nothing is sequenced here any more: whoever watches the process starts another one
            LOG.error("the log of commands can't be worked", e);
            Quarkus.asyncExit(1);
        } finally {
            LOG.info("the log of commands is let go");
        }
    }

    private void step() throws InterruptedException {
        try {
            work(consumer.poll(POLL));
            if (System.nanoTime() - committedAt > COMMIT_EVERY_NANOS) {
                tellReceipts();
                commit();
            }
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warnf("the log of commands can't be read: %s", e.toString());
            Thread.sleep(BREATH);
        }
    }

    private void work(ConsumerRecords<String, byte[]> polled) throws InterruptedException {
        List<ConsumerRecord<String, byte[]>> records =
                StreamSupport.stream(polled.spliterator(), false).toList();
        if (records.isEmpty()) {
            return;
        }
        try {
            worker.work(records).subscribeAsCompletionStage().get();
        } catch (ExecutionException e) {
            // the worker waits outages out and buries the rest, so this is a fault of ours: begin the batch again
            LOG.error("a batch failed", e.getCause());
            polled.partitions()
                    .forEach(p -> consumer.seek(p, polled.records(p).getFirst().offset()));
            Thread.sleep(BREATH);
            return;
        }
        polled.partitions()
                .forEach(p -> done.put(
                        p, new OffsetAndMetadata(polled.records(p).getLast().offset() + 1)));
    }

    /** Once a second. What can't be told is made good by the next mark. */
    private void tellReceipts() throws InterruptedException {
        try {
            sequencer.tellReceipts().subscribeAsCompletionStage().get();
        } catch (ExecutionException e) {
            LOG.warnf("receipts were not told: %s", String.valueOf(e.getCause()));
        }
    }

    /** A lost commit costs doing something again, never anything else. */
    private void commit() {
        committedAt = System.nanoTime();
        if (done.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(done, COMMIT_DEADLINE);
        } catch (WakeupException e) {
            // asked to stop: that was heard, and this goes first
            stopping = true;
            commit();
        } catch (KafkaException e) {
            LOG.warnf("offsets were not committed: %s", e.toString());
        }
        done.clear();
    }
}
