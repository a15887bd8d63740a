package io.laiwang.media.thumbnail;

import io.laiwang.media.blob.Pieces;
import io.smallrye.mutiny.Multi;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Stream;

/** A blob's bytes for who reads on a thread that may wait: few pieces are held, and closing it stops the reading. */
final class BlobInput extends InputStream {
    private static final int PIECES = 4;

    private final Stream<ByteBuffer> stream;
    private final Iterator<ByteBuffer> pieces;
    private byte[] piece = {};
    private int at;

    BlobInput(Multi<ByteBuffer> bytes) {
        this.stream = bytes.subscribe().asStream(PIECES, () -> new ArrayBlockingQueue<>(PIECES));
        this.pieces = stream.iterator();
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        while (at == piece.length) {
            if (!pieces.hasNext()) {
                return -1;
            }
            piece = Pieces.array(pieces.next());
            at = 0;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, bytes, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() {
        stream.close();
    }
}
