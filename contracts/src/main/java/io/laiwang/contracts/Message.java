package io.laiwang.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation as its members see it.
 *
 * @param seq 1, 2, 3 … in its conversation, without a gap: the order for everyone
 * @param rev grows with every change in the conversation; of two versions of a message the higher one counts
 * @param id the sender's own, which makes sending idempotent
 * @param senderId nobody for what the server says ({@link Content.SystemEvent})
 * @param sentAt the time of the log, not of a device
 */
public record Message(
        UUID conversationId,
        long seq,
        long rev,
        UUID id,
        @Nullable UUID senderId,
        Instant sentAt,
        @Nullable Content content,
        @Nullable Long replyTo,
        List<String> mentions,
        @Nullable Instant editedAt,
        List<Reaction> reactions,
        State state) {

    public record Reaction(String emoji, int count, boolean mine) {}

    public enum State {
        @JsonProperty("live")
        LIVE,
        @JsonProperty("recalled")
        RECALLED,
        @JsonProperty("burned")
        BURNED
    }

    public Message with(@Nullable Content other) {
        return new Message(
                conversationId, seq, rev, id, senderId, sentAt, other, replyTo, mentions, editedAt, reactions, state);
    }

    public static Message live(
            UUID conversationId,
            long seq,
            long rev,
            UUID id,
            @Nullable UUID senderId,
            Instant sentAt,
            Content content,
            @Nullable Long replyTo,
            List<String> mentions) {
        return new Message(
                conversationId,
                seq,
                rev,
                id,
                senderId,
                sentAt,
                content,
                replyTo,
                mentions,
                null,
                List.of(),
                State.LIVE);
    }
}
