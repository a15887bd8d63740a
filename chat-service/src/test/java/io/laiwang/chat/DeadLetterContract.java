package io.laiwang.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.GroupRole;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What becomes of commands that can't be handled. */
interface DeadLetterContract {
    Log log();

    @Test
    default void whatCannotBeHandledGoesToTheDeadLettersAndTheLogGoesOn() {
        UUID ann = UUID.randomUUID();
        UUID chat = log().openDirect(ann, UUID.randomUUID());
        log().put(chat, "{broken".getBytes(StandardCharsets.UTF_8));
        log().put(chat, "{\"type\":\"no-such-thing\"}".getBytes(StandardCharsets.UTF_8));
        UUID unknown = UUID.randomUUID();
        log().put(new Command.GroupRenamed(unknown, ann, "never was", 2));

        assertEquals(1, log().say(chat, ann, "goes on").seq());

        var dead = log().await(Topics.CONVERSATION_COMMANDS_DEAD, r -> new String(r.value(), StandardCharsets.UTF_8)
                .equals("{broken"));
        assertEquals(chat.toString(), dead.key());
        assertEquals("UncheckedIOException", header(dead, "reason"));
        assertEquals("replay", header(dead, "mend"));
        var closed = log().await(Topics.CONVERSATION_COMMANDS_DEAD, r -> r.key().equals(unknown.toString()));
        assertEquals("group-renamed", header(closed, "type"));
        assertEquals("state", header(closed, "mend"));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    default void whoSentWhatCannotBeReadIsToldAndItIsNeverAcceptedLater() {
        UUID chat = log().openDirect(UUID.randomUUID(), UUID.randomUUID());
        String ref = UUID.randomUUID().toString();
        String unread = """
            {"type":"of-the-future","reply":{"gateway":"test","stream":null,"ref":"%s"}}""".formatted(ref);

        log().put(chat, unread.getBytes(StandardCharsets.UTF_8));

        var told = log().await(Topics.DELIVERIES, record -> {
            var to = DeliveryRecords.replyTo(record);
            return to != null && to.ref().equals(ref);
        });
        assertEquals(ProblemCode.INTERNAL, ChatContract.refused(DeliveryRecords.answer(told)));
        var dead = log().await(Topics.CONVERSATION_COMMANDS_DEAD, r -> r.key().equals(chat.toString()));
        assertEquals("none", header(dead, "mend"));
    }

    /** Or somebody who was removed might stay in. */
    @Test
    default void aChangeOfMembersThatMissesTheOneBeforeItLetsNobodyWriteUntilItIsStatedWhoIsIn() {
        UUID ann = UUID.randomUUID();
        UUID ben = UUID.randomUUID();
        UUID group = log().openGroup(ann, ben);
        log().put(new Command.GroupRenamed(group, ann, "another name", 3));

        assertEquals(
                ProblemCode.CONVERSATION_CLOSED,
                ChatContract.refused(log().say(group, ben, UUID.randomUUID(), "may I?")));
        var dead = log().await(Topics.CONVERSATION_COMMANDS_DEAD, r -> r.key().equals(group.toString()));
        assertEquals("state", header(dead, "mend"));

        List<Command.Stated> left = List.of(new Command.Stated(ann, GroupRole.OWNER, null));
        log().put(new Command.MembersStated(group, UUID.randomUUID(), "another name", left, true, 4));

        assertEquals(ProblemCode.NOT_FOUND, ChatContract.refused(log().say(group, ben, UUID.randomUUID(), "may I?")));
        assertEquals(2, log().say(group, ann, "here I am").seq());
    }
}
