package io.laiwang.chat.message;

import io.laiwang.contracts.Content;
import io.laiwang.contracts.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as a store keeps it: the same for every reader.
 *
 * @param message without reactions, which each reader sees differently
 * @param sentRev the rev that it was sent at; the message's own grows with its changes
 * @param withdrawn the medium that it brought before it was taken back, for who must still be told
 */
public record StoredMessage(
        Message message,
        long sentRev,
        Reactions reactions,
        @Nullable UUID withdrawn) {

    public static StoredMessage sent(Message message) {
        return new StoredMessage(message, message.rev(), Reactions.NONE, null);
    }

    public long seq() {
        return message.seq();
    }

    public long rev() {
        return message.rev();
    }

    public boolean isLive() {
        return message.state() == Message.State.LIVE;
    }

    public Message seenBy(UUID accountId) {
        return with(message.rev(), message.content(), message.editedAt(), reactions.seenBy(accountId));
    }

    public StoredMessage edited(Content content, long rev, Instant at) {
        return new StoredMessage(with(rev, content, at, List.of()), sentRev, reactions, null);
    }

    public StoredMessage reacted(Reactions changed, long rev) {
        Message same = with(rev, message.content(), message.editedAt(), List.of());
        return new StoredMessage(same, sentRev, changed, withdrawn);
    }

    /** What stays of it when it is recalled or burned. */
    public StoredMessage tombstone(Message.State state, long rev) {
        Content content = message.content();
        Message stays = new Message(
                message.conversationId(),
                message.seq(),
                rev,
                message.id(),
                message.senderId(),
                message.sentAt(),
                null,
                null,
                List.of(),
                null,
                List.of(),
                state);
        return new StoredMessage(stays, sentRev, Reactions.NONE, content == null ? withdrawn : content.medium());
    }

    private Message with(long rev, @Nullable Content content, @Nullable Instant editedAt, List<Message.Reaction> seen) {
        return new Message(
                message.conversationId(),
                message.seq(),
                rev,
                message.id(),
                message.senderId(),
                message.sentAt(),
                content,
                message.replyTo(),
                message.mentions(),
                editedAt,
                seen,
                message.state());
    }
}
