package io.laiwang.chat.store;

import static io.laiwang.chat.store.Stored.conversation;
import static io.laiwang.chat.store.Stored.get;
import static io.laiwang.chat.store.Stored.history;
import static io.laiwang.chat.store.Stored.message;
import static io.laiwang.chat.store.Stored.seqs;
import static io.laiwang.chat.store.Stored.stored;
import static io.laiwang.chat.store.Stored.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.chat.conversation.Member;
import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.GroupRole;
import io.laiwang.contracts.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the sequencer relies on, whichever server keeps the messages. */
interface MessageStoreContract {
    UUID ANN = UUID.randomUUID();
    UUID BEN = UUID.randomUUID();
    UUID CAT = UUID.randomUUID();

    StoreServer server();

    @Test
    default void givesBackWhatWasWritten() {
        Scribe scribe = Scribe.ofNewPair(server().messages(), ANN, BEN);
        Message said = scribe.says(ANN, "hi \uD83D\uDC4B", UUID.randomUUID(), 7, BEN.toString());
        scribe.writes();

        assertEquals(said, message(server().messages(), scribe.id(), said.id()));
        assertEquals(List.of(said), history(server().history(), scribe.id()));
        var stored = conversation(server().messages(), scribe.id());
        assertEquals(7, stored.rev());
        assertEquals(1, stored.row().headSeq());
        assertEquals(said.sentAt(), stored.row().updatedAt());
        assertEquals(2, stored.activeMembers().size());
    }

    @Test
    default void knowsNothingOfWhatWasNeverWritten() {
        assertNull(conversation(server().messages(), UUID.randomUUID()));
        assertNull(message(server().messages(), UUID.randomUUID(), UUID.randomUUID()));
        assertTrue(get(server().history().seat(UUID.randomUUID(), ANN)).isEmpty());
    }

    @Test
    default void knowsWhoSentWhatStillIsThere() {
        Scribe scribe = Scribe.ofNewPair(server().messages(), ANN, BEN);
        scribe.says(ANN, "one");
        scribe.says(BEN, "two");
        scribe.says(ANN, "three");
        scribe.says(ANN, "four");
        scribe.writes();
        scribe.changes(new Command.Recall(scribe.id(), ANN, 3, null), scribe.rev() + 1)
                .writes();
        Scribe group = Scribe.ofNewGroup(server().messages(), ANN, List.of(ANN, BEN));
        group.says(BEN, "five");
        group.writes();

        assertEquals(
                Set.of(
                        new MessageStore.Sender(scribe.id(), 2, BEN),
                        new MessageStore.Sender(scribe.id(), 4, ANN),
                        new MessageStore.Sender(group.id(), 2, BEN)),
                Set.copyOf(get(server().messages()
                        .senders(List.of(
                                new MessageStore.Stretch(scribe.id(), 2, 9),
                                new MessageStore.Stretch(group.id(), 1, 2))))));
    }

    @Test
    default void refusesASeqThatIsTaken() {
        UUID id = Scribe.ofNewPair(server().messages(), ANN, BEN).writes().id();
        Scribe one = Scribe.ofStored(server().messages(), id);
        Scribe other = Scribe.ofStored(server().messages(), id);
        one.says(ANN, "first", UUID.randomUUID(), 2);
        other.says(BEN, "second", UUID.randomUUID(), 3);

        one.writes();

        assertThrows(Conflict.class, other::writes);
        assertEquals(List.of("first"), texts(history(server().history(), id)));
    }

    @Test
    default void refusesAnIdThatIsTaken() {
        Scribe scribe = Scribe.ofNewPair(server().messages(), ANN, BEN);
        Message said = scribe.says(ANN, "once");
        scribe.writes();
        scribe.says(ANN, "twice", said.id(), 9);

        assertThrows(Conflict.class, scribe::writes);
        assertEquals(List.of("once"), texts(history(server().history(), scribe.id())));
    }

    @Test
    default void keepsWhoLeadsAndWhoIsMuted() {
        Scribe scribe = Scribe.ofNewGroup(server().messages(), ANN, List.of(ANN, BEN, CAT))
                .writes();
        Instant until = Instant.parse("2030-01-02T03:04:05.678Z");
        scribe.does(new Command.RoleChanged(scribe.id(), ANN, BEN, GroupRole.ADMIN, 2), 2);
        scribe.does(new Command.MemberMuted(scribe.id(), BEN, CAT, until, 3), 3);
        scribe.writes();
        scribe.reads(CAT, 2, 4).writes();

        var stored = conversation(server().messages(), scribe.id());
        assertEquals(
                List.of(GroupRole.OWNER, GroupRole.ADMIN, GroupRole.MEMBER),
                Stream.of(ANN, BEN, CAT).map(id -> stored.member(id).role()).toList());
        assertNull(stored.member(BEN).mutedUntil());
        assertEquals(until, stored.member(CAT).mutedUntil());
        assertEquals(2, stored.member(CAT).readSeq());

        scribe.does(new Command.MemberMuted(scribe.id(), BEN, CAT, null, 4), 5);
        scribe.writes();
        assertNull(conversation(server().messages(), scribe.id()).member(CAT).mutedUntil());
        assertEquals(
                GroupRole.ADMIN,
                get(server().history().seat(scribe.id(), BEN))
                        .orElseThrow()
                        .member()
                        .role());
    }

    @Test
    default void refusesALateChangeOfWhoIsIn() {
        Scribe owner =
                Scribe.ofNewGroup(server().messages(), ANN, List.of(ANN, BEN)).writes();
        Scribe late = Scribe.ofStored(server().messages(), owner.id());
        late.does(new Command.GroupRenamed(owner.id(), ANN, "late", 2), 2);
        owner.does(new Command.MemberLeft(owner.id(), BEN, BEN, 2), 3);
        owner.writes();

        assertThrows(Conflict.class, late::writes);
        var stored = conversation(server().messages(), owner.id());
        assertEquals(List.of(ANN), stored.activeMembers());
        assertEquals("group", stored.row().name());
    }

    @Test
    default void aLateMarkMovesNothingBack() {
        Scribe scribe = Scribe.ofNewPair(server().messages(), ANN, BEN);
        IntStream.range(0, 5).forEach(i -> scribe.says(ANN, "m" + i));
        scribe.writes();
        Scribe late = Scribe.ofStored(server().messages(), scribe.id()).reads(BEN, 2, 10);
        scribe.reads(BEN, 5, 11).writes();

        try {
            late.writes();
        } catch (Conflict told) {
            // a store may say so, or have nothing to do
        }

        var stored = conversation(server().messages(), scribe.id());
        assertEquals(5, stored.member(BEN).readSeq());
        assertEquals(11, stored.rev());
    }

    @Test
    default void aBatchThatIsDoneAgainIsFoundAndNotWrittenTwice() {
        UUID id = Scribe.ofNewPair(server().messages(), ANN, BEN).writes().id();
        Scribe first = Scribe.ofStored(server().messages(), id);
        Scribe again = Scribe.ofStored(server().messages(), id);
        UUID message = UUID.randomUUID();
        Message said = first.says(ANN, "once", message, 2);
        again.says(ANN, "once", message, 2);
        first.writes();

        assertThrows(Conflict.class, again::writes);
        assertEquals(said, message(server().messages(), id, message));
        assertEquals(List.of(1L), seqs(history(server().history(), id)));
    }

    @Test
    default void givesBackWhatAMessageHasBecome() {
        Scribe scribe = Scribe.ofNewPair(server().messages(), ANN, BEN);
        Message said = scribe.says(ANN, "helo");
        scribe.writes();
        Command.Edit edit = new Command.Edit(scribe.id(), ANN, 1, new Content.Text("hello"), null);
        Command.React react = new Command.React(scribe.id(), BEN, 1, "\uD83D\uDC4D", true, null);

        scribe.changes(edit, 5).writes();
        scribe.changes(react, 6).writes();

        StoredMessage stored = stored(server().messages(), scribe.id(), 1);
        assertEquals(new Content.Text("hello"), stored.message().content());
        assertEquals(6, stored.rev());
        assertEquals(said.rev(), stored.sentRev());
        assertEquals(List.of("\uD83D\uDC4D"), stored.reactions().of(BEN));
        assertEquals(List.of(stored.seenBy(BEN)), get(server().history().changes(scribe.id(), BEN, 5, 1, 9, 9)));
        assertFalse(get(server().history().first(scribe.id(), ANN, 1, 1, 1))
                .getFirst()
                .reactions()
                .getFirst()
                .mine());
        assertEquals(6, conversation(server().messages(), scribe.id()).row().headRev());
    }

    @Test
    default void aLateChangeOfAMessageIsAConflict() {
        Scribe scribe = Scribe.ofNewPair(server().messages(), ANN, BEN);
        scribe.says(ANN, "here");
        scribe.writes();
        Scribe late = Scribe.ofStored(server().messages(), scribe.id());
        late.changes(new Command.React(scribe.id(), BEN, 1, "x", true, null), 8);
        scribe.changes(new Command.Recall(scribe.id(), ANN, 1, null), 9).writes();

        assertThrows(Conflict.class, late::writes);

        StoredMessage stored = stored(server().messages(), scribe.id(), 1);
        assertEquals(Message.State.RECALLED, stored.message().state());
        assertNull(stored.message().content());
        assertEquals(List.of(), stored.reactions().kinds());
    }

    @Test
    default void settingsAreTheMembersOwn() {
        Scribe scribe = Scribe.ofNewPair(server().messages(), ANN, BEN).writes();
        scribe.does(new Command.ChangeSettings(scribe.id(), ANN, true, null, null), 4);
        scribe.writes();
        scribe.does(new Command.ChangeSettings(scribe.id(), ANN, null, true, null), 5);
        scribe.writes();

        var stored = conversation(server().messages(), scribe.id());
        assertEquals(new Member.Settings(true, true), stored.member(ANN).settings());
        assertEquals(Member.Settings.NONE, stored.member(BEN).settings());
    }

    @Test
    default void manyWritersMakeOneOrderWithoutAGap() {
        UUID id = Scribe.ofNewPair(server().messages(), ANN, BEN).writes().id();
        MessageStore store = server().messages();
        List<CompletableFuture<Void>> writers = IntStream.range(0, 8)
                .mapToObj(writer -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, 10).forEach(i -> append(store, id, writer + "-" + i)),
                        task -> Thread.ofPlatform().start(task)))
                .toList();
        writers.forEach(CompletableFuture::join);

        List<Message> all = history(server().history(), id);
        assertEquals(LongStream.rangeClosed(1, 80).boxed().toList(), seqs(all));
        assertEquals(80, texts(all).stream().distinct().count());
        assertEquals(80, conversation(store, id).row().headSeq());
    }

    private static void append(MessageStore store, UUID id, String text) {
        boolean written = false;
        while (!written) {
            try {
                Scribe scribe = Scribe.ofStored(store, id);
                scribe.says(ANN, text);
                scribe.writes();
                written = true;
            } catch (Conflict another) {
                // was faster: look again
            }
        }
    }

    @Test
    default void whatWasAcknowledgedSurvivesSigkill() throws Exception {
        Scribe scribe = Scribe.ofNewPair(server().messages(), ANN, BEN).writes();
        List<String> acknowledged = new ArrayList<>();
        Throwable end = assertThrows(Throwable.class, () -> {
            for (int i = 0; i < 100_000; i++) {
                scribe.says(ANN, "m" + i);
                scribe.writes();
                acknowledged.add("m" + i);
                if (i == 200) {
                    Thread.ofPlatform().start(server()::kill9);
                }
            }
        });

        server().startAgain();

        List<Message> all = history(server().history(), scribe.id());
        assertTrue(acknowledged.size() > 200, () -> "it ended before it was killed: " + end);
        assertEquals(acknowledged, texts(all).subList(0, acknowledged.size()));
        assertEquals(LongStream.rangeClosed(1, all.size()).boxed().toList(), seqs(all));
        assertFalse(all.size() > acknowledged.size() + 1, "at most the one that was under way");
    }
}
