package io.laiwang.chat.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Entry;
import io.laiwang.chat.conversation.Outcome;
import io.laiwang.chat.conversation.Rules;
import io.laiwang.chat.store.MessageStore.Sender;
import io.laiwang.chat.store.MessageStore.Stretch;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.contracts.ServerFrame.Receipts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupReceiptsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final UUID id = UUID.randomUUID();
    private final UUID ann = UUID.randomUUID();
    private final List<UUID> others =
            Stream.generate(UUID::randomUUID).limit(20).toList();
    private final List<Sender> sent = new ArrayList<>();
    private final GroupReceipts receipts = new GroupReceipts();
    private Conversation group;
    private long rev;

    @BeforeEach
    void openTheGroup() {
        List<UUID> everyone = new ArrayList<>(others);
        everyone.addFirst(ann);
        Command opened = new Command.GroupOpened(id, UUID.randomUUID(), ann, "group", everyone, 1);
        group = Rules.opened(opened);
        does(opened);
    }

    @Test
    void aSenderLearnsHowManyHaveComeInOneFrame() {
        long seq = says(ann);
        others.forEach(other -> receives(other, seq));
        others.subList(0, 7).forEach(other -> reads(other, seq));

        assertEquals(List.of(new Receipts(id, seq, 20, 7)), due(ann));
        assertTrue(receipts.isEmpty());
    }

    @Test
    void marksInMoreConversationsThanAreKeptWaitForTheNextMark() {
        for (int i = 0; i < 1_500; i++) {
            receipts.note(UUID.randomUUID(), new Outcome.Moved(ann, true, 1, 2, List.of()));
        }

        assertEquals(1_000, receipts.passed().size());
    }

    @Test
    void everySenderLearnsOfItsOwnNewestMessage() {
        says(ann);
        long anns = says(ann);
        long bens = says(others.getFirst());
        reads(others.getLast(), bens);

        List<Delivery> due = dueDeliveries();

        assertEquals(2, due.size());
        assertEquals(List.of(new Receipts(id, anns, 1, 1)), frames(due, ann));
        assertEquals(List.of(new Receipts(id, bens, 1, 1)), frames(due, others.getFirst()));
    }

    @Test
    void whereMarksStandApartTheOthersAreToldNextTime() {
        long first = says(ann);
        long second = says(ann);
        says(ann);
        reads(others.get(0), first);
        reads(others.get(1), second);
        receives(others.get(2), second);

        assertEquals(List.of(new Receipts(id, second, 2, 1)), due(ann));
        assertEquals(List.of(new Receipts(id, first, 3, 2)), due(ann));
        assertEquals(List.of(), due(ann));
    }

    @Test
    void whoJoinedLaterIsNotCountedAndWhoLeftStillIs() {
        long seq = says(ann);
        reads(others.getFirst(), seq);
        due(ann);
        UUID late = UUID.randomUUID();
        does(new Command.MembersJoined(id, ann, List.of(late), 2));
        does(new Command.MemberLeft(id, others.getFirst(), others.getFirst(), 3));
        reads(late, group.row().headSeq());
        reads(others.getLast(), seq);

        assertEquals(List.of(new Receipts(id, seq, 2, 2)), due(ann));
    }

    @Test
    void aMarkThatJumpsFarLooksBackOnlySoFar() {
        for (int i = 0; i < 300; i++) {
            says(ann);
        }
        reads(others.getFirst(), 301);

        assertEquals(List.of(new Stretch(id, 202, 301)), receipts.passed());
    }

    private long says(UUID sender) {
        var said = (Outcome.Said)
                does(new Command.Send(id, sender, UUID.randomUUID(), new Content.Text("hi"), null, List.of(), null));
        sent.add(new Sender(id, said.message().seq(), sender));
        return said.message().seq();
    }

    private void reads(UUID account, long seq) {
        receipts.note(id, (Outcome.Moved) does(new Command.Read(id, account, seq, null)));
    }

    private void receives(UUID account, long seq) {
        receipts.note(id, (Outcome.Moved) does(new Command.Received(id, account, seq)));
    }

    private Outcome does(Command command) {
        return Rules.decide(group, new Entry(command, ++rev, NOON), null);
    }

    /** As the store answers what is asked of it. */
    private List<Delivery> dueDeliveries() {
        List<Stretch> passed = receipts.passed();
        List<Sender> found = sent.stream()
                .filter(one -> passed.stream().anyMatch(p -> p.fromSeq() <= one.seq() && one.seq() <= p.toSeq()))
                .toList();
        return receipts.due(found, key -> key.equals(id) ? group : null);
    }

    private List<ServerFrame> due(UUID account) {
        return frames(dueDeliveries(), account);
    }

    private static List<ServerFrame> frames(List<Delivery> deliveries, UUID account) {
        return deliveries.stream()
                .filter(delivery -> delivery.recipients().equals(List.of(account)))
                .map(delivery -> Json.read(delivery.frame(), ServerFrame.class))
                .toList();
    }
}
