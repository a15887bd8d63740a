package io.laiwang.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the sequencer says to who sent a command; it is durable when it says so. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Answer.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = Answer.Moved.class, name = "moved"),
    @JsonSubTypes.Type(value = Answer.Changed.class, name = "changed"),
    @JsonSubTypes.Type(value = Answer.Refused.class, name = "refused")
})
public sealed interface Answer {
    /** @param repeated the message was there already, under the same id */
    record Sent(UUID conversationId, UUID id, long seq, long rev, Instant sentAt, boolean repeated) implements Answer {}

    /** A read mark, with the seq at which it stands now. */
    record Moved(UUID conversationId, long seq) implements Answer {}

    /**
     * A message is as its asker wanted it.
     *
     * @param message what it is now, for who edited it
     */
    record Changed(
            UUID conversationId,
            long seq,
            long rev,
            @Nullable Message message) implements Answer {}

    record Refused(Problem problem) implements Answer {}
}
