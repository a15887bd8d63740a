package io.laiwang.auth.export;

import io.laiwang.auth.export.Archive.File;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Media as files of an archive, a piece at a time. */
@Singleton
class MediaFiles {
    private static final int PIECE = 256 * 1024;
    private static final int PIECE_TO_COMPRESS = 32 * 1024;

    private final Sources sources;

    MediaFiles(Sources sources) {
        this.sources = sources;
    }

    /** Nothing where it was deleted before it was its turn; one that goes in the middle fails its file. */
    Uni<@Nullable File> open(UUID account, OwnMedium medium) {
        return medium.isDoodle()
                ? sources.bytes(account, "doodles/" + medium.id())
                        .map(drawing -> drawing == null
                                ? null
                                : new File(medium.fileName(), true, inPieces(drawing.getDelegate())))
                : piece(account, medium, 0)
                        .map(first -> first == null
                                ? null
                                : new File(medium.fileName(), false, bytes(account, medium, first)));
    }

    private Multi<Buffer> bytes(UUID account, OwnMedium medium, Buffer first) {
        int pieces = Math.toIntExact((medium.size() + PIECE - 1) / PIECE);
        Multi<Buffer> others = Multi.createFrom()
                .range(1, pieces)
                .onItem()
                .transformToUniAndConcatenate(
                        index -> piece(account, medium, index).onItem().ifNull().failWith(() -> incomplete(medium)));
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(first), others);
    }

    private Uni<@Nullable Buffer> piece(UUID account, OwnMedium medium, int index) {
        long from = (long) index * PIECE;
        return sources.bytes(account, "media/%s?from=%d&length=%d".formatted(medium.id(), from, PIECE))
                .map(piece -> {
                    if (piece != null && piece.length() != Math.min(PIECE, medium.size() - from)) {
                        throw incomplete(medium);
                    }
                    return piece == null ? null : piece.getDelegate();
                });
    }

    private static Multi<Buffer> inPieces(Buffer whole) {
        int pieces = (whole.length() + PIECE_TO_COMPRESS - 1) / PIECE_TO_COMPRESS;
        return Multi.createFrom().range(0, pieces).map(index -> {
            int from = index * PIECE_TO_COMPRESS;
            return whole.slice(from, Math.min(whole.length(), from + PIECE_TO_COMPRESS));
        });
    }

    private static UncheckedIOException incomplete(OwnMedium medium) {
        return new UncheckedIOException(new IOException("media-service has not the whole of " + medium.id()));
    }
}
