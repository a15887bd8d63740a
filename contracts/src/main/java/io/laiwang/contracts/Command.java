package io.laiwang.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A write to a conversation, as it lies on {@link Topics#CONVERSATION_COMMANDS} under the conversation's id. What
 * people do ({@link ByMember}) comes from the gateway, who is in the conversation ({@link Membership}) from
 * group-service.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Command.Send.class, name = "send"),
    @JsonSubTypes.Type(value = Command.Read.class, name = "read"),
    @JsonSubTypes.Type(value = Command.Received.class, name = "received"),
    @JsonSubTypes.Type(value = Command.TimerChanged.class, name = "timer-changed"),
    @JsonSubTypes.Type(value = Command.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = Command.Burned.class, name = "burned"),
    @JsonSubTypes.Type(value = Command.Recall.class, name = "recall"),
    @JsonSubTypes.Type(value = Command.Edit.class, name = "edit"),
    @JsonSubTypes.Type(value = Command.React.class, name = "react"),
    @JsonSubTypes.Type(value = Command.ChangeSettings.class, name = "change-settings"),
    @JsonSubTypes.Type(value = Command.DirectOpened.class, name = "direct-opened"),
    @JsonSubTypes.Type(value = Command.DirectClosed.class, name = "direct-closed"),
    @JsonSubTypes.Type(value = Command.GroupOpened.class, name = "group-opened"),
    @JsonSubTypes.Type(value = Command.GroupRenamed.class, name = "group-renamed"),
    @JsonSubTypes.Type(value = Command.GroupClosed.class, name = "group-closed"),
    @JsonSubTypes.Type(value = Command.MembersJoined.class, name = "members-joined"),
    @JsonSubTypes.Type(value = Command.MemberLeft.class, name = "member-left"),
    @JsonSubTypes.Type(value = Command.MemberMuted.class, name = "member-muted"),
    @JsonSubTypes.Type(value = Command.RoleChanged.class, name = "role-changed"),
    @JsonSubTypes.Type(value = Command.OwnerChanged.class, name = "owner-changed"),
    @JsonSubTypes.Type(value = Command.GroupAnnounced.class, name = "group-announced"),
    @JsonSubTypes.Type(value = Command.MembersStated.class, name = "members-stated")
})
public sealed interface Command {
    UUID conversationId();

    /** Who waits for an answer; nobody, for membership events and receipts that are only reported. */
    @JsonIgnore
    default @Nullable ReplyAddress replyAddress() {
        return switch (this) {
            case Send send -> send.reply();
            case Read read -> read.reply();
            case TimerChanged changed -> changed.reply();
            case Received _, OfSealed _ -> null;
            case Change change -> change.reply();
            case ChangeSettings settings -> settings.reply();
            case Membership _ -> null;
        };
    }

    /** Something that a member does. */
    sealed interface ByMember extends Command {
        UUID accountId();
    }

    /** @param mentions account ids of members, or {@code all} */
    record Send(
            UUID conversationId,
            UUID accountId,
            UUID id,
            Content content,
            @Nullable Long replyTo,
            List<String> mentions,
            @Nullable ReplyAddress reply)
            implements ByMember {}

    record Read(
            UUID conversationId,
            UUID accountId,
            long seq,
            @Nullable ReplyAddress reply) implements ByMember {}

    record Received(UUID conversationId, UUID accountId, long seq) implements ByMember {}

    /** @param seconds how long messages live from now on; 0 is for ever */
    record TimerChanged(
            UUID conversationId,
            UUID accountId,
            int seconds,
            @Nullable ReplyAddress reply) implements ByMember {}

    /** What became of a disappearing message. Decided before, where its content was kept; the log only tells it. */
    sealed interface OfSealed extends Command {
        UUID senderId();

        /** The message's own id. */
        UUID id();

        long seq();
    }

    /** Somebody opened it for the first time. */
    record Opened(UUID conversationId, UUID senderId, UUID id, long seq, UUID accountId) implements OfSealed {}

    /** Its content is no more. */
    record Burned(UUID conversationId, UUID senderId, UUID id, long seq) implements OfSealed {}

    /** Changes the message at {@code seq}, which takes a new {@code rev}. */
    sealed interface Change extends ByMember {
        long seq();

        @Nullable
        ReplyAddress reply();
    }

    /** Of the message stays that it was there. */
    record Recall(
            UUID conversationId,
            UUID accountId,
            long seq,
            @Nullable ReplyAddress reply) implements Change {}

    /** @param content a {@link Content.Text} in the place of another */
    record Edit(
            UUID conversationId,
            UUID accountId,
            long seq,
            Content content,
            @Nullable ReplyAddress reply) implements Change {}

    /** @param on puts the reaction there, or takes it away */
    record React(
            UUID conversationId,
            UUID accountId,
            long seq,
            String emoji,
            boolean on,
            @Nullable ReplyAddress reply) implements Change {}

    /** How the account itself sees the conversation; what is {@code null} stays as it is. */
    record ChangeSettings(
            UUID conversationId,
            UUID accountId,
            @Nullable Boolean pinned,
            @Nullable Boolean muted,
            @Nullable ReplyAddress reply)
            implements ByMember {}

    /** Who is in the conversation. {@code version} grows by one with each; one that was passed already is dropped. */
    sealed interface Membership extends Command {
        long version();
    }

    /** Two accounts became contacts, for the first time or again. */
    record DirectOpened(UUID conversationId, UUID accountId, UUID contactId, long version) implements Membership {}

    /** They are contacts no more: nobody writes, both still read. */
    record DirectClosed(UUID conversationId, long version) implements Membership {}

    /** @param memberIds everyone, the owner included */
    record GroupOpened(UUID conversationId, UUID groupId, UUID ownerId, String name, List<UUID> memberIds, long version)
            implements Membership {}

    record GroupRenamed(UUID conversationId, UUID by, String name, long version) implements Membership {}

    /** Dissolved: nobody writes any more, everyone who was in still reads. */
    record GroupClosed(UUID conversationId, UUID by, long version) implements Membership {}

    record MembersJoined(UUID conversationId, UUID by, List<UUID> accountIds, long version) implements Membership {}

    /** @param by the account itself when it left, else who removed it */
    record MemberLeft(UUID conversationId, UUID by, UUID accountId, long version) implements Membership {}

    /**
     * What the account sends is refused until then, by the time of the log.
     *
     * @param until none ends a mute
     */
    record MemberMuted(
            UUID conversationId,
            UUID by,
            UUID accountId,
            @Nullable Instant until,
            long version) implements Membership {}

    /** A member became an admin, or an admin a member. */
    record RoleChanged(UUID conversationId, UUID by, UUID accountId, GroupRole role, long version)
            implements Membership {}

    /** The group is {@code accountId}'s now; {@code by}, the owner so far, stays as an admin. */
    record OwnerChanged(UUID conversationId, UUID by, UUID accountId, long version) implements Membership {}

    /** There is another announcement, which group-service has. */
    record GroupAnnounced(UUID conversationId, UUID by, long version) implements Membership {}

    /**
     * All that holds now, for when what led here was lost: a conversation that was closed because an event couldn't be
     * handled, or one that a backup doesn't have.
     *
     * @param groupId none for the conversation of two
     * @param name the group's
     * @param members everyone who is in; of two that aren't contacts any more, both
     * @param open whether they may write
     */
    record MembersStated(
            UUID conversationId,
            @Nullable UUID groupId,
            @Nullable String name,
            List<Stated> members,
            boolean open,
            long version)
            implements Membership {}

    record Stated(UUID accountId, GroupRole role, @Nullable Instant mutedUntil) {}
}
