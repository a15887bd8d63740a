package io.laiwang.chat.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.GroupRole;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangeRulesTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final UUID MEDIUM = UUID.randomUUID();

    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final UUID cat = UUID.randomUUID();
    private final Conversation group = open();
    private long rev = 1;
    private StoredMessage stored = say(ben, new Content.Text("helo"));

    @Test
    void theSenderRecallsWithinTwoMinutesAndWhoLeadsAtAnyTime() {
        assertEquals(
                ProblemCode.RECALL_WINDOW_PASSED,
                refused(recall(ben, Duration.ofMinutes(2).plusMillis(1))));
        assertEquals(ProblemCode.FORBIDDEN, refused(recall(cat, Duration.ZERO)));
        assertEquals(ProblemCode.NOT_FOUND, refused(recall(UUID.randomUUID(), Duration.ZERO)));

        Message byWhoLeads = altered(recall(ann, Duration.ofDays(900))).message();
        Message bySender = altered(recall(ben, Duration.ofMinutes(2))).message();

        assertEquals(Message.State.RECALLED, byWhoLeads.state());
        assertEquals(Message.State.RECALLED, bySender.state());
    }

    @Test
    void whatWasDoneIsToldAgainAlsoWhenMoreHasBecomeOfTheMessageSince() {
        Command reaction = new Command.React(group.id(), ann, stored.seq(), "\uD83D\uDC4D", true, null);
        Entry edited = new Entry(edit(ben), ++rev, NOON);
        take(Rules.decide(group, edited, stored));
        Entry reacted = new Entry(reaction, ++rev, NOON);
        take(Rules.decide(group, reacted, stored));
        StoredMessage recalled = take(recall(ben, Duration.ofSeconds(1)));

        assertEquals(recalled, altered(Rules.decide(group, edited, recalled)));
        assertEquals(recalled, altered(Rules.decide(group, reacted, recalled)));
        assertEquals(recalled, altered(Rules.decide(group, new Entry(recall(ben), rev, NOON), recalled)));
    }

    @Test
    void whatWasDoneIsToldAgainAlsoToOneWhoHasLeftSince() {
        Entry recall = new Entry(recall(ben), ++rev, NOON);
        StoredMessage recalled = take(Rules.decide(group, recall, stored));
        decide(new Command.MemberLeft(group.id(), ann, ben, 2), null);

        assertEquals(recalled, altered(Rules.decide(group, recall, recalled)));
    }

    @Test
    void whatWasRefusedStaysRefusedWhateverHasBecomeOfTheMessageSince() {
        Entry another =
                new Entry(new Command.Edit(group.id(), ann, stored.seq(), new Content.Text("mine"), null), ++rev, NOON);
        Entry late = new Entry(recall(ben), ++rev, NOON.plus(Duration.ofMinutes(3)));
        assertEquals(ProblemCode.FORBIDDEN, refused(Rules.decide(group, another, stored)));
        assertEquals(ProblemCode.RECALL_WINDOW_PASSED, refused(Rules.decide(group, late, stored)));

        StoredMessage recalled = take(recall(ann, Duration.ofMinutes(4)));

        assertEquals(ProblemCode.FORBIDDEN, refused(Rules.decide(group, another, recalled)));
        assertEquals(ProblemCode.RECALL_WINDOW_PASSED, refused(Rules.decide(group, late, recalled)));
        assertEquals(ProblemCode.FORBIDDEN, refused(change(edit(ben))));
    }

    private Command.Change recall(UUID by) {
        return new Command.Recall(group.id(), by, stored.seq(), null);
    }

    private Command.Change edit(UUID by) {
        return new Command.Edit(group.id(), by, stored.seq(), new Content.Text("hello"), null);
    }

    @Test
    void ofARecalledMessageStaysThatItWas() {
        stored = say(ben, new Content.Image(MEDIUM));
        Message before = stored.message();
        take(change(new Command.React(group.id(), ann, stored.seq(), "\uD83D\uDC4D", true, null)));

        StoredMessage gone = take(recall(ben, Duration.ofSeconds(1)));

        assertEquals(
                new Message(
                        before.conversationId(),
                        before.seq(),
                        rev,
                        before.id(),
                        ben,
                        before.sentAt(),
                        null,
                        null,
                        List.of(),
                        null,
                        List.of(),
                        Message.State.RECALLED),
                gone.seenBy(ann));
        assertEquals(MEDIUM, gone.withdrawn(), "media-service is still to be told");
        assertEquals(before.rev(), gone.sentRev(), "a repeat of the send is answered as the first one was");
    }

    @Test
    void recallingAgainChangesNothingAndIsNoError() {
        StoredMessage gone = take(recall(ben, Duration.ofSeconds(1)));
        Outcome again = recall(ben, Duration.ofHours(1));
        assertEquals(new Outcome.Unaltered(gone), again);
        assertEquals(gone.rev(), group.row().headRev());
    }

    @Test
    void theSenderEditsItsTextForAQuarterOfAnHour() {
        StoredMessage edited = take(edit(ben, Duration.ofMinutes(15)));

        assertEquals(new Content.Text("hello"), edited.message().content());
        assertEquals(NOON.plus(Duration.ofMinutes(15)), edited.message().editedAt());
        assertEquals(rev, edited.rev());
        assertEquals(
                ProblemCode.EDIT_WINDOW_PASSED,
                refused(edit(ben, Duration.ofMinutes(15).plusMillis(1))));
        assertEquals(ProblemCode.FORBIDDEN, refused(edit(ann, Duration.ZERO)));
        stored = say(ben, new Content.Image(MEDIUM));
        assertEquals(ProblemCode.INVALID_REQUEST, refused(edit(ben, Duration.ZERO)));
        take(recall(ben, Duration.ZERO));
        assertEquals(ProblemCode.FORBIDDEN, refused(edit(ben, Duration.ZERO)));
    }

    @Test
    void anAccountHasEachEmojiOnce() {
        take(react(ann, "a", true));
        take(react(cat, "a", true));
        long before = stored.rev();

        assertInstanceOf(Outcome.Unaltered.class, react(ann, "a", true));
        assertEquals(before, stored.rev());
        assertEquals(
                List.of(new Message.Reaction("a", 2, false)), stored.seenBy(ben).reactions());
        assertEquals(
                List.of(new Message.Reaction("a", 2, true)), stored.seenBy(ann).reactions());
        take(react(ann, "a", false));
        take(react(cat, "a", false));
        assertEquals(List.of(), stored.seenBy(ben).reactions());
        assertInstanceOf(Outcome.Unaltered.class, react(cat, "a", false));
    }

    @Test
    void aMessageHasTwentyKindsOfReactions() {
        IntStream.range(0, 20).forEach(i -> take(react(ann, "e" + i, true)));

        assertEquals(ProblemCode.TOO_MANY_REACTIONS, refused(react(ben, "one more", true)));
        take(react(ben, "e7", true));
        take(react(ann, "e3", false));
        take(react(ben, "one more", true));
    }

    @Test
    void nobodyChangesWhatItCannotReadOrWhereItIsClosed() {
        apply(new Command.MemberLeft(group.id(), ben, ben, 2));
        assertEquals(ProblemCode.NOT_FOUND, refused(recall(ben, Duration.ZERO)));
        apply(new Command.MembersJoined(group.id(), ann, List.of(ben), 3));
        assertEquals(ProblemCode.NOT_FOUND, refused(recall(ben, Duration.ZERO)), "it reads from its return on");
        apply(new Command.MemberMuted(group.id(), ann, cat, NOON.plusSeconds(60), 4));
        assertEquals(ProblemCode.MUTED, refused(react(cat, "a", true)));
        apply(new Command.GroupClosed(group.id(), ann, 5));
        assertEquals(ProblemCode.CONVERSATION_CLOSED, refused(recall(ann, Duration.ZERO)));
        assertEquals(ProblemCode.NOT_FOUND, refused(decide(new Command.Recall(group.id(), ann, 99, null), null)));
    }

    @Test
    void doneAgainItIsToldAgainAndChangesNothing() {
        Command.Recall command = new Command.Recall(group.id(), ben, stored.seq(), null);
        StoredMessage gone = take(decide(command, stored));

        Outcome again = Rules.decide(group, new Entry(command, rev, NOON), gone);

        assertEquals(gone, ((Outcome.Altered) again).stored());
        Entry late = new Entry(new Command.React(group.id(), cat, 1, "a", true, null), rev, NOON);
        assertEquals(ProblemCode.FORBIDDEN, refused(Rules.decide(group, late, oldest())), "not done, so refused");
    }

    @Test
    void whoHasLeftLearnsOfARecallByItsOwnLineOfTheList() {
        apply(new Command.MemberLeft(group.id(), cat, cat, 2));
        group.stored();

        take(recall(ben, Duration.ZERO));

        assertTrue(group.hasNewsFor(group.member(cat)));
        group.stored();
        say(ben, new Content.Text("later"));
        assertFalse(group.hasNewsFor(group.member(cat)));
    }

    private StoredMessage oldest() {
        Message message =
                Message.live(group.id(), 1, 1, UUID.randomUUID(), ben, NOON, new Content.Text("old"), null, List.of());
        return StoredMessage.sent(message);
    }

    private Conversation open() {
        Command.GroupOpened opened =
                new Command.GroupOpened(UUID.randomUUID(), UUID.randomUUID(), ann, "three", List.of(ann, ben, cat), 1);
        Conversation conversation = Rules.opened(opened);
        Rules.decide(conversation, new Entry(opened, 1, NOON), null);
        assertEquals(GroupRole.OWNER, conversation.member(ann).role());
        return conversation;
    }

    private StoredMessage say(UUID sender, Content content) {
        Command send = new Command.Send(group.id(), sender, UUID.randomUUID(), content, null, List.of(), null);
        return ((Outcome.Said) decide(send, null)).stored();
    }

    private void apply(Command command) {
        decide(command, null);
    }

    private Outcome recall(UUID by, Duration after) {
        return decide(new Command.Recall(group.id(), by, stored.seq(), null), stored, after);
    }

    private Outcome edit(UUID by, Duration after) {
        return decide(new Command.Edit(group.id(), by, stored.seq(), new Content.Text("hello"), null), stored, after);
    }

    private Outcome react(UUID by, String emoji, boolean on) {
        return change(new Command.React(group.id(), by, stored.seq(), emoji, on, null));
    }

    private Outcome change(Command.Change change) {
        return decide(change, stored);
    }

    private Outcome decide(Command command, StoredMessage target) {
        return decide(command, target, Duration.ZERO);
    }

    private Outcome decide(Command command, StoredMessage target, Duration after) {
        return Rules.decide(group, new Entry(command, ++rev, NOON.plus(after)), target);
    }

    private StoredMessage altered(Outcome outcome) {
        return assertInstanceOf(Outcome.Altered.class, outcome).stored();
    }

    /** Goes on with what has come of it. */
    private StoredMessage take(Outcome outcome) {
        stored = altered(outcome);
        return stored;
    }

    private static ProblemCode refused(Outcome outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome).problem().code();
    }
}
