package io.laiwang.gateway;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.testing.TestTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The other end of the topics, for one conversation: reads its commands and says what becomes of them. */
final class Sequencer implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

    private final UUID conversation;
    private final RecordSender records;
    private final TestTopic log = new TestTopic(Topics.CONVERSATION_COMMANDS);

    Sequencer(UUID conversation, RecordSender records) {
        this.conversation = conversation;
        this.records = records;
    }

    /** All that there are, {@code count} at least. */
    List<Command> commands(int count) {
        return log.await(conversation, count, Command.class);
    }

    Command.Send message(int number) {
        return (Command.Send) commands(number).get(number - 1);
    }

    /** What is said of a message that became the {@code seq}-th. */
    Answer.Sent sent(Command.Send command, long seq, boolean repeated) {
        return new Answer.Sent(conversation, command.id(), seq, seq * 10, NOON, repeated);
    }

    void answer(Command command, Answer answer) {
        deliver(Delivery.answer(conversation, command.replyAddress(), answer));
    }

    void deliver(Delivery delivery) {
        send(DeliveryRecords.toRecord(delivery));
    }

    void tell(AccountEvent event) {
        send(new ProducerRecord<>(Topics.ACCOUNT_EVENTS, event.accountId().toString(), Json.bytes(event)));
    }

    void send(ProducerRecord<String, byte[]> record) {
        records.send(record).await().atMost(Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        log.close();
    }
}
