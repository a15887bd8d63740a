package io.laiwang.media.tus;

import io.laiwang.media.blob.BlobName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upload as far as it has come. Its id is its medium's.
 *
 * @param contentType what its sender says it is
 * @param metadata as it was sent
 * @param parts names of what is stored of it, in order
 */
record Upload(
        UUID id,
        UUID ownerId,
        long length,
        long received,
        @Nullable String contentType,
        String metadata,
        Instant expiresAt,
        List<String> parts) {
    boolean isComplete() {
        return received == length;
    }

    List<BlobName> blobs() {
        return parts.stream().map(part -> new BlobName(id, part)).toList();
    }
}
