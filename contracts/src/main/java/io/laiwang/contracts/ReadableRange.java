package io.laiwang.contracts;

/**
 * What an account may read of a conversation, as chat-service tells media-service: the messages from {@code fromSeq} to
 * {@code toSeq}, both included; a member's {@code toSeq} is {@link Long#MAX_VALUE}.
 */
public record ReadableRange(long fromSeq, long toSeq) {
    public boolean covers(long seq) {
        return fromSeq <= seq && seq <= toSeq;
    }
}
