package io.laiwang.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every frame that the server sends on a stream. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerFrame.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = ServerFrame.Ack.class, name = "ack"),
    @JsonSubTypes.Type(value = ServerFrame.Failure.class, name = "error"),
    @JsonSubTypes.Type(value = ServerFrame.Pong.class, name = "pong"),
    @JsonSubTypes.Type(value = ServerFrame.Bye.class, name = "bye"),
    @JsonSubTypes.Type(value = ServerFrame.Resync.class, name = "resync"),
    @JsonSubTypes.Type(value = ServerFrame.NewMessage.class, name = "message"),
    @JsonSubTypes.Type(value = ServerFrame.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = ServerFrame.Burned.class, name = "burned"),
    @JsonSubTypes.Type(value = ServerFrame.Screenshot.class, name = "screenshot"),
    @JsonSubTypes.Type(value = ServerFrame.Edited.class, name = "edited"),
    @JsonSubTypes.Type(value = ServerFrame.Recalled.class, name = "recalled"),
    @JsonSubTypes.Type(value = ServerFrame.Reaction.class, name = "reaction"),
    @JsonSubTypes.Type(value = ServerFrame.Receipts.class, name = "receipts"),
    @JsonSubTypes.Type(value = ServerFrame.SettingsChanged.class, name = "settings"),
    @JsonSubTypes.Type(value = ServerFrame.Read.class, name = "read"),
    @JsonSubTypes.Type(value = ServerFrame.Received.class, name = "received"),
    @JsonSubTypes.Type(value = ServerFrame.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = ServerFrame.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = ServerFrame.Board.class, name = "board"),
    @JsonSubTypes.Type(value = ServerFrame.Stroke.class, name = "stroke"),
    @JsonSubTypes.Type(value = ServerFrame.Undo.class, name = "undo"),
    @JsonSubTypes.Type(value = ServerFrame.NewContactRequest.class, name = "contact-request"),
    @JsonSubTypes.Type(value = ServerFrame.NewContact.class, name = "contact"),
    @JsonSubTypes.Type(value = ServerFrame.GroupChanged.class, name = "group")
})
public sealed interface ServerFrame {
    /** First on every stream: from now on nothing is missed. */
    record Hello(UUID sessionId, int heartbeatSeconds, Instant serverTime) implements ServerFrame {}

    /** {@code id}, {@code rev} and {@code sentAt} are a message's; a read mark has only {@code seq}, a watch nothing. */
    record Ack(
            String ref,
            @Nullable UUID conversationId,
            @Nullable UUID id,
            @Nullable Long seq,
            @Nullable Long rev,
            @Nullable Instant sentAt)
            implements ServerFrame {}

    record Failure(@Nullable String ref, Problem problem) implements ServerFrame {}

    record Pong(String ref) implements ServerFrame {}

    record Bye(String reason) implements ServerFrame {}

    /** This client was too slow and frames were dropped: it syncs again. */
    record Resync() implements ServerFrame {}

    record NewMessage(Message message) implements ServerFrame {}

    /** Somebody opened a disappearing message of yours. */
    record Opened(UUID conversationId, long seq, UUID accountId) implements ServerFrame {}

    /** A disappearing message is no more: {@code rev} is its tombstone's. */
    record Burned(UUID conversationId, long seq, long rev) implements ServerFrame {}

    /** A device says that it took a picture of a disappearing message of yours; one that doesn't say so may have. */
    record Screenshot(UUID conversationId, UUID accountId, long seq) implements ServerFrame {}

    /** @param message with the reactions as this account sees them */
    record Edited(Message message) implements ServerFrame {}

    record Recalled(UUID conversationId, long seq, long rev) implements ServerFrame {}

    record Reaction(UUID conversationId, long seq, long rev, String emoji, UUID accountId, boolean on)
            implements ServerFrame {}

    /**
     * In a group, for the devices of who sent the message at {@code seq}: how many others have come so far.
     *
     * @param read of them, those who have read it
     */
    record Receipts(UUID conversationId, long seq, int received, int read) implements ServerFrame {}

    /** To the account's own devices. */
    record SettingsChanged(UUID conversationId, boolean pinned, boolean muted) implements ServerFrame {}

    record Read(UUID conversationId, UUID accountId, long seq) implements ServerFrame {}

    record Received(UUID conversationId, UUID accountId, long seq) implements ServerFrame {}

    /** Someone writes at this moment; lossy, and said again every few seconds for as long as it is so. */
    record Typing(UUID conversationId, UUID accountId) implements ServerFrame {}

    /** @param lastSeenAt when an account that is offline was last there, if that is still known */
    record Presence(
            UUID accountId, boolean online, @Nullable Instant lastSeenAt) implements ServerFrame {}

    /** A live board as it is, in the order in which its strokes lie on one another; nothing of it when it was closed. */
    record Board(String ref, UUID boardId, List<BoardStroke> strokes, List<UUID> undone) implements ServerFrame {}

    /** @param points {@code [x, y, t, p]} each, as in a drawing */
    record BoardStroke(
            UUID strokeId,
            UUID author,
            Instant startedAt,
            String tool,
            String color,
            double width,
            List<List<Number>> points,
            boolean done) {}

    /**
     * More of a stroke.
     *
     * @param from where the first of the points goes
     * @param done it ends with the last of the points
     */
    record Stroke(
            UUID conversationId,
            UUID boardId,
            UUID strokeId,
            UUID author,
            Instant startedAt,
            String tool,
            String color,
            double width,
            int from,
            List<List<Number>> points,
            boolean done)
            implements ServerFrame {}

    record Undo(UUID conversationId, UUID boardId, UUID strokeId, UUID author) implements ServerFrame {}

    record NewContactRequest(ContactRequest request) implements ServerFrame {}

    record NewContact(Contact contact) implements ServerFrame {}

    /** @param change {@code created}, {@code updated}, {@code joined}, {@code left}, {@code dissolved}, or {@code
     *     join-requested} for the owner and admins */
    record GroupChanged(UUID groupId, String change) implements ServerFrame {}
}
