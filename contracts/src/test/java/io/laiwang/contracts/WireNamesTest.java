package io.laiwang.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Renaming a class must not rename anything on the wire: every name that crosses a process is spelt out here. */
class WireNamesTest {
    private static final UUID A = UUID.fromString("0190a000-0000-7000-8000-00000000000a");
    private static final UUID B = UUID.fromString("0190a000-0000-7000-8000-00000000000b");

    @Test
    void aMessageFrameIsSpeltAsTheProtocolHasIt() {
        Message message = Message.live(
                A, 1, 42, B, A, Instant.parse("2026-01-02T03:04:05Z"), new Content.Text("hi"), null, List.of());
        assertJson("""
            {"type":"message","message":{"conversationId":"%s","seq":1,"rev":42,"id":"%s","senderId":"%s",\
            "sentAt":"2026-01-02T03:04:05.000Z","content":{"type":"text","text":"hi"},"replyTo":null,\
            "mentions":[],"editedAt":null,"reactions":[],"state":"live"}}\
            """.formatted(A, B, A), new ServerFrame.NewMessage(message));
    }

    @Test
    void presenceAndBoardsAreSpeltAsTheProtocolHasThem() {
        Instant noon = Instant.parse("2026-01-02T12:00:00Z");
        assertJson(
                "{\"type\":\"typing\",\"conversationId\":\"%s\",\"accountId\":\"%s\"}".formatted(A, B),
                new ServerFrame.Typing(A, B));
        assertJson(
                "{\"type\":\"presence\",\"accountId\":\"%s\",\"online\":false,\"lastSeenAt\":null}".formatted(A),
                new ServerFrame.Presence(A, false, null));
        assertJson(
                """
                {"type":"stroke","conversationId":"%s","boardId":"%s","strokeId":"%s","author":"%s",\
                "startedAt":"2026-01-02T12:00:00.000Z","tool":"pen","color":"#000000","width":2.0,"from":3,\
                "points":[[1.5,2.0,16,1.0]],"done":true}""".formatted(A, B, A, B),
                new ServerFrame.Stroke(
                        A, B, A, B, noon, "pen", "#000000", 2, 3, List.of(List.of(1.5, 2.0, 16, 1.0)), true));
        assertJson("""
                {"type":"undo","conversationId":"%s","boardId":"%s","strokeId":"%s","author":"%s"}""".formatted(A, B, A, B), new ServerFrame.Undo(A, B, A, B));
        assertJson(
                "{\"type\":\"board\",\"ref\":\"r\",\"boardId\":\"%s\",\"strokes\":[],\"undone\":[]}".formatted(A),
                new ServerFrame.Board("r", A, List.of(), List.of()));
        assertJson(
                "{\"accountIds\":[\"%s\"],\"timerSeconds\":60}".formatted(A), new ConversationMembers(List.of(A), 60));
    }

    @Test
    void framesOfChangesAreSpeltAsTheProtocolHasThem() {
        assertJson("""
                {"type":"recalled","conversationId":"%s","seq":3,"rev":9}""".formatted(A), new ServerFrame.Recalled(A, 3, 9));
        assertJson("""
                {"type":"reaction","conversationId":"%s","seq":3,"rev":9,"emoji":"x","accountId":"%s","on":true}""".formatted(A, B), new ServerFrame.Reaction(A, 3, 9, "x", B, true));
        assertJson("""
                {"type":"receipts","conversationId":"%s","seq":3,"received":4,"read":2}""".formatted(A), new ServerFrame.Receipts(A, 3, 4, 2));
        assertJson("""
                {"type":"settings","conversationId":"%s","pinned":true,"muted":false}""".formatted(A), new ServerFrame.SettingsChanged(A, true, false));
    }

    @Test
    void aProblemIsSpeltAsRfc9457HasIt() {
        assertJson("""
            {"type":"urn:laiwang:problem:invalid-request","title":"The request is not valid","status":400,\
            "detail":"handle is missing.","code":"invalid-request",\
            "errors":[{"field":"handle","message":"is missing"}]}\
            """, Problem.invalid("handle", "is missing"));
        assertJson("""
            {"type":"urn:laiwang:problem:muted","title":"You are muted in this group","status":403,\
            "detail":"You are muted in this group.","code":"muted"}\
            """, Problem.of(ProblemCode.MUTED));
    }

    @Test
    void everyCommandComesBackAsItWentOut() {
        ReplyAddress reply = new ReplyAddress("gateway-1", A, "r1");
        List<Command> commands = List.of(
                new Command.Send(A, B, A, new Content.Text("hi"), 3L, List.of("all"), reply),
                new Command.Read(A, B, 7, reply),
                new Command.Received(A, B, 7),
                new Command.TimerChanged(A, B, 60, reply),
                new Command.Opened(A, B, A, 3, B),
                new Command.Burned(A, B, A, 3),
                new Command.Recall(A, B, 7, reply),
                new Command.Edit(A, B, 7, new Content.Text("ho"), reply),
                new Command.React(A, B, 7, "\uD83D\uDC4D", true, reply),
                new Command.ChangeSettings(A, B, true, null, reply),
                new Command.DirectOpened(A, A, B, 1),
                new Command.DirectClosed(A, 2),
                new Command.GroupOpened(A, B, A, "trip", List.of(A, B), 1),
                new Command.GroupRenamed(A, B, "sea", 2),
                new Command.GroupClosed(A, B, 3),
                new Command.MembersJoined(A, B, List.of(A), 4),
                new Command.MemberLeft(A, B, A, 5),
                new Command.MemberMuted(A, B, A, Instant.parse("2026-01-02T03:04:05.678Z"), 6),
                new Command.MemberMuted(A, B, A, null, 7),
                new Command.RoleChanged(A, B, A, GroupRole.ADMIN, 8),
                new Command.OwnerChanged(A, B, A, 9),
                new Command.GroupAnnounced(A, B, 10),
                new Command.MembersStated(
                        A, B, "sea", List.of(new Command.Stated(B, GroupRole.OWNER, Instant.EPOCH)), true, 11));
        for (Command command : commands) {
            assertEquals(command, Json.read(Json.bytes(command), Command.class));
        }
        assertEquals(
                "[burned, change-settings, direct-closed, direct-opened, edit, group-announced, group-closed,"
                        + " group-opened, group-renamed, member-left, member-muted, members-joined, members-stated,"
                        + " opened, owner-changed, react, read, recall, received, role-changed, send, timer-changed]",
                types(commands));
    }

    @Test
    void everyAnswerAndEventComesBackAsItWentOut() {
        Answer sent = new Answer.Sent(A, B, 1, 2, Instant.parse("2026-01-02T03:04:05.678Z"), true);
        Answer refused = new Answer.Refused(Problem.of(ProblemCode.MUTED));
        List<Answer> answers = List.of(sent, refused, new Answer.Moved(A, 3), new Answer.Changed(A, 3, 9, null));
        for (Answer answer : answers) {
            assertEquals(answer, Json.read(Json.bytes(answer), Answer.class));
        }
        List<AccountEvent> events = List.of(
                new AccountEvent.ProfileChanged(A, new Profile(A, "ann", "Ann", null), "code", 1),
                new AccountEvent.SessionEnded(A, B),
                new AccountEvent.AccountErased(A, 2));
        for (AccountEvent event : events) {
            assertEquals(event, Json.read(Json.bytes(event), AccountEvent.class));
        }
        assertEquals("[account-erased, profile-changed, session-ended]", types(events));
        List<MediaEvent> media = List.of(new MediaEvent.Shared(A, B, 4), new MediaEvent.Withdrawn(A, B, 4));
        for (MediaEvent event : media) {
            assertEquals(event, Json.read(Json.bytes(event), MediaEvent.class));
        }
        assertEquals("[shared, withdrawn]", types(media));
        assertEquals("[changed, moved, refused, sent]", types(answers));
    }

    @Test
    void problemCodesAndTopicsKeepTheirNames() {
        assertEquals(
                "already-contacts checksum-mismatch conversation-closed edit-window-passed forbidden group-closed"
                        + " group-full handle-taken id-taken internal invalid-credentials invalid-request invite-gone"
                        + " media-in-use message-gone muted not-a-contact not-acceptable not-contacts not-found"
                        + " not-pending owner-must-transfer quota-exceeded recall-window-passed refresh-token-reused"
                        + " timer-changed too-large too-many-reactions too-many-requests unauthorized unavailable"
                        + " unknown-media unsupported-media-type unsupported-tus-version upload-conflict"
                        + " wrong-password",
                String.join(
                        " ",
                        new TreeSet<>(Arrays.stream(ProblemCode.values())
                                .map(ProblemCode::code)
                                .toList())));
        assertEquals("laiwang.conversation-commands", Topics.CONVERSATION_COMMANDS);
        assertEquals("laiwang.deliveries", Topics.DELIVERIES);
        assertEquals("laiwang.signals", Topics.SIGNALS);
        assertEquals("laiwang.account-events", Topics.ACCOUNT_EVENTS);
        assertEquals("laiwang.media-events", Topics.MEDIA_EVENTS);
    }

    @Test
    void rolesKeepTheirNamesAndTheirRank() {
        assertJson("[\"owner\",\"admin\",\"member\"]", GroupRole.values());
        assertTrue(GroupRole.OWNER.outranks(GroupRole.ADMIN) && GroupRole.ADMIN.outranks(GroupRole.MEMBER));
        assertFalse(GroupRole.ADMIN.outranks(GroupRole.ADMIN) || GroupRole.MEMBER.leads());
    }

    @Test
    void aNumberIsNotTakenForAString() {
        assertThrows(
                MismatchedInputException.class,
                () -> Json.MAPPER.readValue("{\"type\":\"text\",\"text\":5}", Content.class));
    }

    private static void assertJson(String expected, Object value) {
        assertEquals(expected, new String(Json.bytes(value), java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String types(List<?> values) {
        return new TreeSet<>(values.stream()
                        .map(v -> Json.MAPPER.valueToTree(v).get("type").asText())
                        .toList())
                .toString();
    }
}
