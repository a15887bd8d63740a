package io.laiwang.media.blob;

import io.smallrye.mutiny.Multi;
import java.nio.ByteBuffer;

/** An answer's bytes, streamed as fast as they are taken. */
public record BlobBody(Multi<ByteBuffer> bytes, long length) {}
