package io.laiwang.media.blob;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Where bytes are. Nothing here holds a whole blob in memory: writing asks for the next piece when it has written the
 * last, reading waits for who reads. A store that is down or silent fails within its deadline.
 */
public interface BlobStore {
    /** The blob is there when it completes, whole, or not at all; one that was there under that name is replaced. */
    Uni<Void> write(BlobName name, Multi<ByteBuffer> bytes);

    /** The same where it is known how many bytes there are, which is cheaper for some. */
    default Uni<Void> write(BlobName name, Multi<ByteBuffer> bytes, long length) {
        return write(name, bytes);
    }

    /** {@code length} bytes at most, from {@code from} on. Fails with {@link NoSuchBlob} before the first one. */
    Multi<ByteBuffer> read(BlobName name, long from, long length);

    /** How many bytes there are, empty where there is no such blob. */
    Uni<OptionalLong> size(BlobName name);

    /** This blob alone. Idempotent. */
    Uni<Void> delete(BlobName name);

    /** The medium's bytes and everything derived of them, the rest of a write that was broken off included. Idempotent. */
    Uni<Void> erase(UUID mediumId);
}
