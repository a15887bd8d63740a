package io.laiwang.chat.log;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.DeadLetter;
import io.laiwang.contracts.DeadLetter.Mend;
import io.laiwang.contracts.Json;
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
import org.jspecify.annotations.Nullable;

/** Where a command goes that can't be read or handled, with the reason, so that the log goes on. */
final class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final RecordSink sender;
    private final Counter buried;

    DeadLetters(RecordSink sender, MeterRegistry metrics) {
        this.sender = sender;
        this.buried = metrics.counter("laiwang.dead.letters");
    }

    /** @param command what the record says, if it can be read */
    Uni<Void> bury(ConsumerRecord<String, byte[]> record, @Nullable Command command, Throwable reason) {
        String source = record.partition() + ":" + record.offset();
        // what a parser says quotes what it read, which may be somebody's words
        LOG.errorf(
                reason instanceof UncheckedIOException ? null : reason,
                "a command went to the dead letters: source=%s reason=%s",
                source,
                reason.getClass().getSimpleName());
        buried.increment();
        ProducerRecord<String, byte[]> dead =
                new ProducerRecord<>(Topics.CONVERSATION_COMMANDS_DEAD, record.key(), record.value());
        say(dead, DeadLetter.REASON, reason.getClass().getSimpleName());
        say(dead, DeadLetter.SOURCE, source);
        say(dead, DeadLetter.MEND, mend(record, command).wire());
        if (command != null) {
            say(
                    dead,
                    DeadLetter.TYPE,
                    Json.MAPPER.valueToTree(command).get("type").asText());
        }
        if (command instanceof Command.ByMember ofMember) {
            say(dead, DeadLetter.SENDER, ofMember.accountId().toString());
        }
        return sender.send(dead);
    }

    private static Mend mend(ConsumerRecord<String, byte[]> record, @Nullable Command command) {
        if (command instanceof Command.Membership) {
            return Mend.STATE;
        }
        boolean told = command == null ? Unread.refusal(record) != null : command.replyAddress() != null;
        return told ? Mend.NONE : Mend.REPLAY;
    }

    private static void say(ProducerRecord<String, byte[]> dead, String header, String value) {
        dead.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
    }
}
