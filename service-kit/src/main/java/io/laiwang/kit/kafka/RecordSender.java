package io.laiwang.kit.kafka;

import io.laiwang.kit.trace.Traces;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends records and says when the broker has them: idempotent, to all replicas, in the order of the calls for each key,
 * with a deadline. The client itself and not a messaging channel, because what is sent here is answered for one by one.
 */
@Singleton
public class RecordSender implements RecordSink {
    private static final int BUFFER_BYTES = 16 * 1024 * 1024;

    private static final int WAITING = 10_000;

    private final Traces traces;
    private final KafkaProducer<String, byte[]> producer;
    private final ExecutorService sender = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> Thread.ofPlatform()
                    .daemon()
                    .name("record-sender")
                    .unstarted(task));

    RecordSender(Traces traces, KafkaSettings kafka) {
        this.traces = traces;
        this.producer = new KafkaProducer<>(
                kafka.with(Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        BUFFER_BYTES,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        Duration.ofSeconds(3).toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) Duration.ofSeconds(3).toMillis(),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) Duration.ofSeconds(5).toMillis())),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Completes on Kafka's own thread when every replica has the record; fails at once when too many wait already. The
     * client may block for a moment to learn where a topic lives, so it is called on a thread of its own.
     */
    @Override
    public Uni<Void> send(ProducerRecord<String, byte[]> record) {
        return Uni.createFrom().deferred(() -> {
            Span span = traces.sending(record);
            return Uni.createFrom()
                    .<Void>emitter(result -> queue(record, result))
                    .onTermination()
                    .invoke((sent, failure, cancelled) -> Traces.end(span, failure));
        });
    }

    private void queue(ProducerRecord<String, byte[]> record, UniEmitter<? super Void> result) {
        try {
            sender.execute(() -> send(record, result));
        } catch (RejectedExecutionException e) {
            result.fail(new IOException("too many records wait for the broker", e));
        }
    }

    private void send(ProducerRecord<String, byte[]> record, UniEmitter<? super Void> result) {
        try {
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    result.complete(null);
                } else {
                    result.fail(new IOException("the broker didn't take a record", failure));
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            result.fail(new IOException("the broker can't be reached", e));
        }
    }

    @PreDestroy
    void close() {
        sender.shutdown();
        producer.close(Duration.ofSeconds(5));
    }
}
