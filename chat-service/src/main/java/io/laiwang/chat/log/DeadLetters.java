package io.laiwang.chat.log;

import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.RecordSink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Where a command goes that can't be read or handled, with the reason, so that the log goes on. */
final class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final RecordSink sender;
    private final Counter buried;

    DeadLetters(RecordSink sender, MeterRegistry metrics) {
        this.sender = sender;
        this.buried = metrics.counter("laiwang.dead.letters");
    }

    Uni<Void> bury(ConsumerRecord<String, byte[]> record, Throwable reason) {
        // what a parser says quotes what it read, which may be somebody's words
        LOG.errorf(
                reason instanceof UncheckedIOException ? null : reason,
                "a command went to the dead letters: partition=%d offset=%d reason=%s",
                record.partition(),
                record.offset(),
                reason.getClass().getSimpleName());
        buried.increment();
        ProducerRecord<String, byte[]> dead =
                new ProducerRecord<>(Topics.CONVERSATION_COMMANDS_DEAD, record.key(), record.value());
        dead.headers().add("reason", reason.getClass().getSimpleName().getBytes(StandardCharsets.UTF_8));
        dead.headers()
                .add(
                        "source",
                        "%d:%d".formatted(record.partition(), record.offset()).getBytes(StandardCharsets.UTF_8));
        return sender.send(dead);
    }
}
