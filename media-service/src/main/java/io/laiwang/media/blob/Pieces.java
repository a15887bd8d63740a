package io.laiwang.media.blob;

import java.nio.ByteBuffer;

/** Pieces of a stream. */
public final class Pieces {
    private Pieces() {}

    /** What is left of it, as an array that may be the piece's own. */
    public static byte[] array(ByteBuffer piece) {
        if (piece.hasArray() && piece.arrayOffset() == 0 && piece.array().length == piece.remaining()) {
            return piece.array();
        }
        byte[] bytes = new byte[piece.remaining()];
        piece.duplicate().get(bytes);
        return bytes;
    }
}
