package io.laiwang.chat.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RulesTest {
    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final UUID cat = UUID.randomUUID();
    private Conversation conversation;
    private long rev;

    @Test
    void givesMessagesTheNextSeqAndThePlaceOnTheLog() {
        openDirect();

        Message first = said(send(ann, "one"));
        Message second = said(send(ben, "two"));

        assertEquals(List.of(1L, 2L), List.of(first.seq(), second.seq()));
        assertEquals(rev, second.rev());
        assertEquals(rev, conversation.rev());
    }

    @Test
    void refusesMessageFromNonMember() {
        openDirect();

        assertEquals(ProblemCode.NOT_FOUND, refused(decide(send(cat, "let me in"))));
        assertEquals(0, conversation.row().headSeq());
    }

    @Test
    void nobodyWritesWhereTheConversationIsClosed() {
        openDirect();
        decide(new Command.DirectClosed(conversation.id(), 2));
        assertEquals(ProblemCode.NOT_CONTACTS, refused(decide(send(ann, "still there?"))));

        openGroup();
        decide(new Command.GroupClosed(conversation.id(), ann, 2));
        assertEquals(ProblemCode.CONVERSATION_CLOSED, refused(decide(send(ann, "still there?"))));
    }

    @Test
    void becomingContactsAgainOpensTheSameConversation() {
        openDirect();
        said(send(ann, "before"));
        decide(new Command.DirectClosed(conversation.id(), 2));
        decide(new Command.DirectOpened(conversation.id(), ben, ann, 3));

        assertEquals(2, said(send(ben, "after")).seq());
    }

    @Test
    void aMembershipEventThatWasPassedIsDropped() {
        openGroup();
        decide(new Command.MemberLeft(conversation.id(), ben, ben, 2));

        assertInstanceOf(
                Outcome.Unchanged.class, decide(new Command.MembersJoined(conversation.id(), ann, List.of(ben), 2)));
        assertEquals(List.of(ann), conversation.activeMembers());
    }

    @Test
    void aNewcomerIsToldOfWhatItMayRead() {
        openGroup();
        Message before = said(send(ann, "before"));
        said(new Command.MembersJoined(conversation.id(), ann, List.of(cat), 2));

        assertEquals(3, conversation.member(cat).fromSeq());
        Outcome.Said again = (Outcome.Said) Rules.decide(
                conversation, entry(send(ann, "before", before.id()), before.rev()), StoredMessage.sent(before));
        assertEquals(List.of(ann, ben), again.recipients(), "a batch that is done again tells no newcomer of it");
    }

    @Test
    void whoLeavesIsToldThatItLeft() {
        openGroup();

        Outcome.Said left = (Outcome.Said) decide(new Command.MemberLeft(conversation.id(), ann, ben, 2));

        assertEquals(List.of(ann, ben), left.recipients());
        assertEquals(2, conversation.member(ben).toSeq());
        assertEquals(ProblemCode.NOT_FOUND, refused(decide(send(ben, "one more thing"))));
    }

    @Test
    void aRepeatOfAnIdIsAnsweredWithTheFirst() {
        openDirect();
        Message first = said(send(ann, "once"));

        Outcome again =
                Rules.decide(conversation, entry(send(ann, "twice", first.id()), ++rev), StoredMessage.sent(first));
        Outcome stolen =
                Rules.decide(conversation, entry(send(ben, "mine", first.id()), ++rev), StoredMessage.sent(first));

        assertEquals(first, ((Outcome.SaidBefore) again).message());
        assertEquals(ProblemCode.ID_TAKEN, refused(stolen));
    }

    @Test
    void whatWasDecidedIsNeverDecidedAgain() {
        openDirect();
        said(send(ann, "one"));
        long place = ++rev;
        Rules.decide(conversation, entry(new Command.Read(conversation.id(), ben, 1, null), place), null);

        Outcome sameAgain = Rules.decide(conversation, entry(send(ann, "late"), place), null);
        Outcome markAgain =
                Rules.decide(conversation, entry(new Command.Read(conversation.id(), ben, 1, null), place), null);

        assertEquals(ProblemCode.FORBIDDEN, refused(sameAgain));
        assertEquals(new Outcome.Moved(ben, true, 0, 1, List.of(ann, ben)), markAgain);
        assertEquals(1, conversation.row().headSeq());
    }

    @Test
    void marksOnlyMoveForwardAndNotBeyondTheHead() {
        openDirect();
        said(send(ann, "one"));
        said(send(ann, "two"));

        assertEquals(2, ((Outcome.Moved) decide(new Command.Read(conversation.id(), ben, 99, null))).seq());
        assertEquals(new Outcome.Unchanged(2L), decide(new Command.Read(conversation.id(), ben, 1, null)));
        assertEquals(2, conversation.member(ben).receivedSeq(), "reading implies having received");
    }

    @Test
    void repliesAndMentionsStayWithinTheConversation() {
        openGroup();

        assertEquals("replyTo", field(decide(full(ann, 9L, List.of()))));
        assertEquals("mentions[1]", field(decide(full(ann, 1L, List.of(ben.toString(), cat.toString())))));
        assertEquals("mentions[0]", field(decide(full(ben, null, List.of("all")))), "only who leads may call all");
        assertInstanceOf(Outcome.Said.class, decide(full(ann, 1L, List.of("all"))));
    }

    @Test
    void anEventForAConversationThatNeverWasIsAFault() {
        Command renamed = new Command.GroupRenamed(UUID.randomUUID(), ann, "x", 3);
        assertThrows(IllegalStateException.class, () -> Rules.decide(null, entry(renamed, 1), null));
    }

    private void openDirect() {
        open(new Command.DirectOpened(UUID.randomUUID(), ann, ben, 1));
    }

    private void openGroup() {
        open(new Command.GroupOpened(UUID.randomUUID(), UUID.randomUUID(), ann, "three", List.of(ann, ben), 1));
    }

    private void open(Command command) {
        conversation = Rules.opened(command);
        decide(command);
    }

    private Outcome decide(Command command) {
        return Rules.decide(conversation, entry(command, ++rev), null);
    }

    private Message said(Command command) {
        return ((Outcome.Said) decide(command)).message();
    }

    private Command send(UUID account, String text) {
        return send(account, text, UUID.randomUUID());
    }

    private Command send(UUID account, String text, UUID id) {
        return new Command.Send(conversation.id(), account, id, new Content.Text(text), null, List.of(), null);
    }

    private Command full(UUID account, Long replyTo, List<String> mentions) {
        return new Command.Send(
                conversation.id(), account, UUID.randomUUID(), new Content.Text("x"), replyTo, mentions, null);
    }

    private static Entry entry(Command command, long rev) {
        return new Entry(command, rev, Instant.EPOCH.plusSeconds(rev));
    }

    private static ProblemCode refused(Outcome outcome) {
        return ((Outcome.Refused) outcome).problem().code();
    }

    private static String field(Outcome outcome) {
        return ((Outcome.Refused) outcome).problem().errors().getFirst().field();
    }
}
