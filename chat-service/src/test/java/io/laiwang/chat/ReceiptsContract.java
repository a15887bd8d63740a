package io.laiwang.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What senders learn of how far the others have come. */
interface ReceiptsContract {
    Log log();

    @Test
    default void inAGroupItsSenderGetsCountsAndNoFrameForEachMember() {
        UUID ann = UUID.randomUUID();
        UUID[] others = Stream.generate(UUID::randomUUID).limit(25).toArray(UUID[]::new);
        UUID group = log().openGroup(ann, others);
        long seq = log().say(group, ann, "to all of you").seq();
        for (UUID other : others) {
            log().put(new Command.Received(group, other, seq));
            log().put(new Command.Read(group, other, seq, null));
        }

        var record = log().await(Topics.DELIVERIES, frame(new ServerFrame.Receipts(group, seq, 25, 25)));

        assertEquals(List.of(ann), DeliveryRecords.recipients(record));
        assertTrue(log().seen(isReceipts(group)) <= 10, "counts for a second at a time");
        assertEquals(0, log().seen(r -> isAbout(group, r) && tellsAMarkTo(ann, r)));
    }

    @Test
    default void aMarkThatMovesBackIsTakenForWhereItStands() {
        UUID ann = UUID.randomUUID();
        UUID ben = UUID.randomUUID();
        UUID chat = log().openDirect(ann, ben);
        log().say(chat, ann, "one");
        log().say(chat, ann, "two");
        log().ask(reply -> new Command.Read(chat, ben, 2, reply));
        log().ask(reply -> new Command.Read(chat, ben, 1, reply));
        log().put(new Command.Received(chat, ben, 1));
        log().say(chat, ann, "three");

        log().await(Topics.DELIVERIES, frame(new ServerFrame.Read(chat, ben, 2)));
        assertEquals(1, log().seen(r -> isAbout(chat, r) && tellsAMarkTo(ann, r)));
    }

    private static Predicate<ConsumerRecord<String, byte[]>> frame(ServerFrame frame) {
        return record -> record.value() != null
                && Json.read(record.value(), ServerFrame.class).equals(frame);
    }

    private static Predicate<ConsumerRecord<String, byte[]>> isReceipts(UUID group) {
        return record ->
                isAbout(group, record) && Json.read(record.value(), ServerFrame.class) instanceof ServerFrame.Receipts;
    }

    private static boolean isAbout(UUID conversation, ConsumerRecord<String, byte[]> record) {
        return record.topic().equals(Topics.DELIVERIES)
                && record.key().equals(conversation.toString())
                && record.value() != null;
    }

    private static boolean tellsAMarkTo(UUID account, ConsumerRecord<String, byte[]> record) {
        ServerFrame frame = Json.read(record.value(), ServerFrame.class);
        return DeliveryRecords.recipients(record).contains(account)
                && (frame instanceof ServerFrame.Read || frame instanceof ServerFrame.Received);
    }
}
