package io.laiwang.chat.store;

import static io.laiwang.chat.store.Stored.get;
import static io.laiwang.chat.store.Stored.seqs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.chat.store.HistoryStore.Listed;
import io.laiwang.chat.store.HistoryStore.Position;
import io.laiwang.chat.store.HistoryStore.Seat;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What readers rely on, whichever server keeps the messages. */
interface HistoryStoreContract {
    StoreServer server();

    @Test
    default void pagesBySeqFromBothEnds() {
        UUID ann = UUID.randomUUID();
        UUID id = conversation(ann, UUID.randomUUID(), 10).id();

        assertEquals(List.of(3L, 4L), seqs(get(server().history().first(id, UUID.randomUUID(), 3, 8, 2))));
        assertEquals(List.of(7L, 8L), seqs(get(server().history().last(id, UUID.randomUUID(), 3, 8, 2))));
        assertEquals(List.of(10L), seqs(get(server().history().first(id, UUID.randomUUID(), 10, Long.MAX_VALUE, 5))));
        assertTrue(get(server().history().first(id, UUID.randomUUID(), 11, Long.MAX_VALUE, 5))
                .isEmpty());
        assertTrue(get(server().history().last(id, UUID.randomUUID(), 5, 4, 5)).isEmpty());
    }

    @Test
    default void syncsByRevWithinWhatMayBeRead() {
        UUID id = conversation(UUID.randomUUID(), UUID.randomUUID(), 10).id();

        assertEquals(List.of(5L, 6L, 7L), seqs(get(server().history().changes(id, UUID.randomUUID(), 5, 1, 10, 3))));
        assertEquals(List.of(8L), seqs(get(server().history().changes(id, UUID.randomUUID(), 5, 8, 8, 10))));
        assertTrue(get(server().history().changes(id, UUID.randomUUID(), 11, 1, 10, 10))
                .isEmpty());
    }

    @Test
    default void listsTheNewestFirstAndGoesOnWhereAPageEnded() {
        UUID ann = UUID.randomUUID();
        List<UUID> ids = IntStream.rangeClosed(1, 5)
                .mapToObj(count -> conversation(ann, UUID.randomUUID(), count).id())
                .toList()
                .reversed();

        List<Listed> page = list(ann, null, null, 3);
        Listed last = page.getLast();
        Position end = new Position(
                last.seat().conversation().updatedAt(),
                last.seat().conversation().id());

        assertEquals(ids.subList(0, 3), ids(page));
        assertEquals(ids.subList(3, 5), ids(list(ann, null, end, 3)));
        assertTrue(list(UUID.randomUUID(), null, null, 3).isEmpty());
    }

    @Test
    default void listsWhatHasChangedSince() {
        UUID ann = UUID.randomUUID();
        UUID ben = UUID.randomUUID();
        conversation(ann, UUID.randomUUID(), 1);
        Scribe changed = conversation(ann, ben, 1);
        Instant since = get(server().history().now()).plusMillis(1);
        awaitClockAfter(since);
        changed.says(ben, "news");
        changed.writes();

        assertEquals(List.of(changed.id()), ids(list(ann, since, null, 10)));
        assertEquals(2, list(ann, null, null, 10).size());
    }

    private void awaitClockAfter(Instant since) {
        org.awaitility.Awaitility.await()
                .until(() -> get(server().history().now()).isAfter(since));
    }

    @Test
    default void countsWhatOthersSaidAfterTheReadMark() {
        UUID ann = UUID.randomUUID();
        UUID ben = UUID.randomUUID();
        Scribe scribe = conversation(ann, ben, 3);
        scribe.says(ben, "mine");
        scribe.says(ann, "you", UUID.randomUUID(), scribe.rev() + 1, ben.toString());
        scribe.reads(ben, 2, scribe.rev() + 1).writes();

        Listed bens = list(ben, null, null, 1).getFirst();
        assertEquals(2, bens.unread());
        assertEquals(1, bens.mentioned());
        assertEquals(ann, bens.contactId());
        assertEquals(5, bens.lastMessage().seq());
        Listed anns = list(ann, null, null, 1).getFirst();
        assertEquals(1, anns.unread());
        assertEquals(0, anns.mentioned());
    }

    @Test
    default void whatIsRecalledIsUnreadNoMore() {
        UUID ann = UUID.randomUUID();
        UUID ben = UUID.randomUUID();
        Scribe scribe = conversation(ann, ben, 2);
        scribe.says(ann, "you", UUID.randomUUID(), scribe.rev() + 1, ben.toString());
        scribe.writes();
        scribe.changes(new Command.Recall(scribe.id(), ann, 3, null), scribe.rev() + 1)
                .writes();

        Listed bens = list(ben, null, null, 1).getFirst();
        assertEquals(2, bens.unread());
        assertEquals(0, bens.mentioned());
        assertEquals(Message.State.RECALLED, bens.lastMessage().state());
    }

    @Test
    default void whoLeftComesAgainOnlyForWhatItMayRead() {
        UUID owner = UUID.randomUUID();
        UUID guest = UUID.randomUUID();
        Scribe scribe = groupThatOneLeft(owner, guest);
        scribe.writes();
        Instant since = get(server().history().now()).plusMillis(1);
        awaitClockAfter(since);

        scribe.says(owner, "alone");
        scribe.writes();
        assertEquals(List.of(), list(guest, since, null, 10));
        assertEquals(1, list(owner, since, null, 10).size());

        scribe.changes(new Command.Recall(scribe.id(), owner, 2, null), scribe.rev() + 1)
                .writes();
        assertEquals(1, list(guest, since, null, 10).size());
    }

    @Test
    default void anothersMarksBringNoLineBack() {
        UUID ann = UUID.randomUUID();
        UUID ben = UUID.randomUUID();
        Scribe scribe = conversation(ann, ben, 1);
        Instant since = get(server().history().now()).plusMillis(1);
        awaitClockAfter(since);
        scribe.does(new Command.Received(scribe.id(), ben, 1), scribe.rev() + 1);
        scribe.writes();
        assertEquals(List.of(), list(ben, since, null, 10));

        scribe.reads(ben, 1, scribe.rev() + 1).writes();

        assertEquals(1, list(ben, since, null, 10).size());
        assertEquals(List.of(), list(ann, since, null, 10));
        assertEquals(0, list(ben, null, null, 10).getFirst().unread());
    }

    @Test
    default void whoLeftSeesTheConversationAsItWas() {
        UUID owner = UUID.randomUUID();
        UUID guest = UUID.randomUUID();
        Scribe scribe = groupThatOneLeft(owner, guest);
        scribe.says(owner, "alone");
        scribe.writes();

        Listed left = list(guest, null, null, 1).getFirst();
        assertEquals(3, left.seat().headSeq());
        assertEquals(3, left.lastMessage().seq());
        assertEquals(1, left.unread());
        assertEquals(4, list(owner, null, null, 1).getFirst().seat().headSeq());
    }

    @Test
    default void forOneWhoLeftItStaysAsItWas() {
        UUID owner = UUID.randomUUID();
        UUID guest = UUID.randomUUID();
        Scribe scribe = groupThatOneLeft(owner, guest);
        scribe.writes();
        Seat left = list(guest, null, null, 1).getFirst().seat();
        Scribe later = conversation(guest, UUID.randomUUID(), 10);
        scribe.says(owner, "alone");
        IntStream.range(0, 20).forEach(i -> scribe.says(owner, "on and on"));
        scribe.writes();

        List<Listed> all = list(guest, null, null, 10);
        assertEquals(List.of(later.id(), scribe.id()), ids(all));
        assertEquals(left.headRev(), all.getLast().seat().headRev());
        assertEquals(left.updatedAt(), all.getLast().seat().updatedAt());
        Position end = new Position(all.getFirst().seat().updatedAt(), later.id());
        assertEquals(List.of(scribe.id()), ids(list(guest, null, end, 10)));

        scribe.changes(new Command.Recall(scribe.id(), owner, 2, null), scribe.rev() + 1)
                .writes();
        Seat changed = list(guest, null, null, 10).getLast().seat();
        assertEquals(scribe.rev(), changed.headRev());
        assertEquals(left.updatedAt(), changed.updatedAt());
    }

    @Test
    default void whoJoinsAgainBeginsAnew() {
        UUID owner = UUID.randomUUID();
        UUID guest = UUID.randomUUID();
        Scribe scribe = groupThatOneLeft(owner, guest);
        scribe.says(owner, "alone");
        scribe.does(new Command.MembersJoined(scribe.id(), owner, List.of(guest), 3), scribe.rev() + 1);
        scribe.says(owner, "back again");
        scribe.writes();

        Listed line = list(guest, null, null, 1).getFirst();
        assertEquals(5, line.seat().member().fromSeq());
        assertEquals(1, line.unread());
        assertEquals(scribe.rev(), line.seat().headRev());
    }

    /** Ann has said so many messages to Ben; they have the revs from 2 on. */
    private Scribe conversation(UUID ann, UUID ben, int messages) {
        Scribe scribe = Scribe.ofNewPair(server().messages(), ann, ben);
        IntStream.rangeClosed(1, messages).forEach(i -> scribe.says(ann, "m" + i));
        return scribe.writes();
    }

    /** The owner has said something to a guest, who has left since; nothing is written yet. */
    private Scribe groupThatOneLeft(UUID owner, UUID guest) {
        Scribe scribe = Scribe.ofNewGroup(server().messages(), owner, List.of(owner, guest));
        scribe.says(owner, "welcome");
        scribe.does(new Command.MemberLeft(scribe.id(), guest, guest, 2), scribe.rev() + 1);
        return scribe;
    }

    private List<Listed> list(UUID account, Instant since, Position after, int limit) {
        return get(server().history().list(account, since, after, limit));
    }

    private static List<UUID> ids(List<Listed> page) {
        return page.stream().map(line -> line.seat().conversation().id()).toList();
    }
}
