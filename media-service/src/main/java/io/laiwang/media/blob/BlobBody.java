package io.laiwang.media.blob;

import io.laiwang.kit.rest.StreamedBody;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** An answer's bytes, streamed as fast as they are taken. */
public record BlobBody(Multi<ByteBuffer> bytes, long length) implements StreamedBody {
    @Override
    public Multi<Buffer> pieces() {
        return bytes.map(piece -> Buffer.buffer(Pieces.array(piece)));
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(length);
    }
}
