package io.laiwang.media.use;

import java.util.UUID;

/**
 * The first message that a medium was sent in.
 *
 * @param sealed whether it disappears with that message
 */
public record Use(UUID mediumId, UUID conversationId, UUID messageId, boolean sealed) {
    boolean isOf(Use other) {
        return conversationId.equals(other.conversationId) && messageId.equals(other.messageId);
    }

    /** Whether the other one may be, beside this. */
    boolean allows(Use wanted) {
        return isOf(wanted) || (!sealed && !wanted.sealed);
    }
}
