package io.laiwang.media.blob;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

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

    /** All of them, for what is known to be small. */
    public static Uni<byte[]> join(Multi<ByteBuffer> bytes) {
        return bytes.collect()
                .in(ByteArrayOutputStream::new, (all, piece) -> all.writeBytes(array(piece)))
                .map(ByteArrayOutputStream::toByteArray);
    }

    /** The same bytes in pieces of that size, but for the last; none of none. Holds one piece. */
    static Multi<byte[]> ofSize(int size, Multi<ByteBuffer> bytes) {
        return Multi.createFrom().deferred(() -> {
            Regrouping pieces = new Regrouping(size);
            return bytes.onItem()
                    .transformToMultiAndConcatenate(piece -> Multi.createFrom().iterable(pieces.filledBy(piece)))
                    .onCompletion()
                    .continueWith(pieces::rest);
        });
    }

    private static final class Regrouping {
        private final int size;
        private ByteBuffer begun = ByteBuffer.allocate(0);

        Regrouping(int size) {
            this.size = size;
        }

        List<byte[]> filledBy(ByteBuffer piece) {
            List<byte[]> filled = new ArrayList<>();
            while (piece.hasRemaining()) {
                if (!begun.hasRemaining()) {
                    begun = ByteBuffer.allocate(size);
                }
                ByteBuffer part = piece.slice(piece.position(), Math.min(begun.remaining(), piece.remaining()));
                piece.position(piece.position() + part.remaining());
                begun.put(part);
                if (!begun.hasRemaining()) {
                    filled.add(begun.array());
                }
            }
            return filled;
        }

        List<byte[]> rest() {
            return begun.hasRemaining() && begun.position() > 0 ? List.of(array(begun.flip())) : List.of();
        }
    }
}
