package io.laiwang.chat.sealed;

import java.nio.ByteBuffer;
import java.util.UUID;

/** A disappearing message by its sender's id, which is known before it has a seq. */
public record SealedKey(UUID conversationId, UUID senderId, UUID messageId) {
    private static final int BYTES = 48;

    /** The three ids, big-endian. */
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        for (UUID id : new UUID[] {conversationId, senderId, messageId}) {
            bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        return bytes.array();
    }
}
