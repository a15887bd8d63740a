package io.laiwang.chat.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.GroupRole;
import io.laiwang.contracts.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembershipRulesTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final UUID cat = UUID.randomUUID();
    private final UUID id = UUID.randomUUID();
    private Conversation conversation;
    private long rev;

    @BeforeEach
    void annHasAGroupWithBenAndCat() {
        Command opened = new Command.GroupOpened(id, UUID.randomUUID(), ann, "trip", List.of(ann, ben, cat), 1);
        conversation = Rules.opened(opened);
        decide(opened, NOON);
    }

    @Test
    void aMuteHoldsUntilItsTimeOnTheLog() {
        decide(new Command.MemberMuted(id, ann, ben, NOON.plusSeconds(60), 2), NOON);

        assertEquals(ProblemCode.MUTED, refused(decide(send(ben), NOON)));
        assertEquals(ProblemCode.MUTED, refused(decide(send(ben), NOON.plusMillis(59_999))));
        assertInstanceOf(Outcome.Said.class, decide(send(ben), NOON.plusSeconds(60)));
        assertInstanceOf(Outcome.Said.class, decide(send(cat), NOON), "nobody else is muted");
    }

    @Test
    void whoJoinsAndIsInAlreadyStaysAsTheyAre() {
        Member before = conversation.member(ben);

        assertInstanceOf(Outcome.Said.class, decide(new Command.MembersJoined(id, ann, List.of(ben), 2), NOON));

        assertEquals(before, conversation.member(ben));
    }

    @Test
    void aMutedMemberStillReads() {
        decide(new Command.MemberMuted(id, ann, ben, NOON.plusSeconds(60), 2), NOON);

        assertInstanceOf(Outcome.Moved.class, decide(new Command.Read(id, ben, 2, null), NOON));
    }

    @Test
    void whatWasRefusedForAMuteIsRefusedForItAgain() {
        decide(new Command.MemberMuted(id, ann, ben, NOON.plusSeconds(60), 2), NOON);
        Command refused = send(ben);
        long place = ++rev;
        Rules.decide(conversation, new Entry(refused, place, NOON), null);
        decide(send(ann), NOON.plusSeconds(70));

        assertEquals(ProblemCode.MUTED, refused(Rules.decide(conversation, new Entry(refused, place, NOON), null)));
    }

    @Test
    void aMuteIsEndedAndSaidToAll() {
        Content.SystemEvent muted =
                event(decide(new Command.MemberMuted(id, ann, ben, NOON.plusMillis(59_500), 2), NOON));
        Content.SystemEvent ended = event(decide(new Command.MemberMuted(id, ann, ben, null, 3), NOON));
        Content.SystemEvent past = event(decide(new Command.MemberMuted(id, ann, ben, NOON, 4), NOON));

        assertEquals(new Content.SystemEvent("member-muted", ann, List.of(ben), null, 60), muted);
        assertEquals(new Content.SystemEvent("member-unmuted", ann, List.of(ben), null, null), ended);
        assertEquals("member-unmuted", past.event());
        assertInstanceOf(Outcome.Said.class, decide(send(ben), NOON));
    }

    @Test
    void anEndlessMuteHasALengthAllTheSame() {
        Instant never = Instant.parse("9999-12-31T23:59:59.999Z");

        assertEquals(
                Integer.MAX_VALUE,
                event(decide(new Command.MemberMuted(id, ann, ben, never, 2), NOON))
                        .seconds());
    }

    @Test
    void adminsComeAndGo() {
        Content.SystemEvent added = event(decide(new Command.RoleChanged(id, ann, ben, GroupRole.ADMIN, 2), NOON));
        assertEquals(new Content.SystemEvent("admin-added", ann, List.of(ben), null, null), added);
        assertEquals(GroupRole.ADMIN, role(ben));

        Content.SystemEvent removed = event(decide(new Command.RoleChanged(id, ann, ben, GroupRole.MEMBER, 3), NOON));
        assertEquals("admin-removed", removed.event());
        assertEquals(GroupRole.MEMBER, role(ben));
    }

    @Test
    void onlyWhoLeadsCallsEverybody() {
        assertEquals(ProblemCode.INVALID_REQUEST, refused(decide(callAll(ben), NOON)));

        decide(new Command.RoleChanged(id, ann, ben, GroupRole.ADMIN, 2), NOON);

        assertInstanceOf(Outcome.Said.class, decide(callAll(ben), NOON));
        assertInstanceOf(Outcome.Said.class, decide(callAll(ann), NOON));
    }

    @Test
    void aGroupThatIsHandedOverHasOneOwner() {
        decide(new Command.MemberMuted(id, ann, ben, NOON.plusSeconds(60), 2), NOON);
        Content.SystemEvent changed = event(decide(new Command.OwnerChanged(id, ann, ben, 3), NOON));

        assertEquals(new Content.SystemEvent("owner-changed", ann, List.of(ben), null, null), changed);
        assertEquals(
                List.of(GroupRole.ADMIN, GroupRole.OWNER, GroupRole.MEMBER), List.of(role(ann), role(ben), role(cat)));
        assertInstanceOf(Outcome.Said.class, decide(send(ben), NOON), "nobody mutes an owner");
    }

    @Test
    void whoComesBackIsAPlainMemberWhoMaySpeak() {
        decide(new Command.RoleChanged(id, ann, ben, GroupRole.ADMIN, 2), NOON);
        decide(new Command.MemberMuted(id, ann, ben, NOON.plusSeconds(60), 3), NOON);
        decide(new Command.MemberLeft(id, ann, ben, 4), NOON);
        decide(new Command.MembersJoined(id, ann, List.of(ben), 5), NOON);

        assertEquals(GroupRole.MEMBER, role(ben));
        assertInstanceOf(Outcome.Said.class, decide(send(ben), NOON));
    }

    @Test
    void whatIsStatedHoldsWhateverWasMissed() {
        UUID dan = UUID.randomUUID();
        long head = conversation.row().headSeq();
        conversation.close(++rev, NOON, 2);
        Instant until = NOON.plusSeconds(60);

        Outcome stated = decide(
                new Command.MembersStated(
                        id,
                        conversation.row().groupId(),
                        "hills",
                        List.of(
                                new Command.Stated(ben, GroupRole.OWNER, null),
                                new Command.Stated(ann, GroupRole.MEMBER, until),
                                new Command.Stated(dan, GroupRole.ADMIN, null)),
                        true,
                        3),
                NOON);

        assertInstanceOf(Outcome.Changed.class, stated);
        assertEquals(
                List.of(GroupRole.MEMBER, GroupRole.OWNER, GroupRole.ADMIN), List.of(role(ann), role(ben), role(dan)));
        assertEquals("hills", conversation.row().name());
        assertEquals(head, conversation.member(cat).toSeq());
        assertEquals(head + 1, conversation.member(dan).fromSeq());
        assertEquals(1, conversation.member(ben).fromSeq(), "who was in all along still reads all");
        assertEquals(ProblemCode.MUTED, refused(decide(send(ann), NOON)));
        assertInstanceOf(Outcome.Said.class, decide(send(ben), NOON));
        assertEquals(ProblemCode.NOT_FOUND, refused(decide(send(cat), NOON)));
    }

    @Test
    void whatConcernsOneWhoLeftChangesNobody() {
        decide(new Command.MemberLeft(id, ben, ben, 2), NOON);
        decide(new Command.MemberMuted(id, ann, ben, NOON.plusSeconds(60), 3), NOON);
        decide(new Command.RoleChanged(id, ann, ben, GroupRole.ADMIN, 4), NOON);

        assertEquals(GroupRole.MEMBER, role(ben));
        assertNull(conversation.member(ben).mutedUntil());
        assertEquals(4, conversation.row().version());
    }

    @Test
    void anAnnouncementIsSaidWithoutItsText() {
        assertEquals(
                new Content.SystemEvent("announced", ann, List.of(), null, null),
                event(decide(new Command.GroupAnnounced(id, ann, 2), NOON)));
        assertEquals("trip", conversation.row().name());
    }

    @Test
    void aChangeThatDoesNotFollowOnTheLastOneCannotBeMade() {
        assertThrows(IllegalStateException.class, () -> decide(new Command.MemberLeft(id, ann, ben, 3), NOON));

        assertEquals(1, conversation.row().version());
        assertInstanceOf(Outcome.Said.class, decide(new Command.GroupClosed(id, ann, 5), NOON), "whatever was before");
    }

    private Outcome decide(Command command, Instant at) {
        return Rules.decide(conversation, new Entry(command, ++rev, at), null);
    }

    private GroupRole role(UUID account) {
        return conversation.member(account).role();
    }

    private Command send(UUID account) {
        return send(account, List.of());
    }

    private Command callAll(UUID account) {
        return send(account, List.of("all"));
    }

    private Command send(UUID account, List<String> mentions) {
        return new Command.Send(id, account, UUID.randomUUID(), new Content.Text("hi"), null, mentions, null);
    }

    private static Content.SystemEvent event(Outcome outcome) {
        return (Content.SystemEvent) ((Outcome.Said) outcome).message().content();
    }

    private static ProblemCode refused(Outcome outcome) {
        return ((Outcome.Refused) outcome).problem().code();
    }
}
