package io.laiwang.media.blob;

import java.io.Serial;

/** There are no bytes under that name (any more). */
public final class NoSuchBlob extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    NoSuchBlob(BlobName name) {
        super("no blob " + name.mediumId() + " " + name.derived());
    }
}
