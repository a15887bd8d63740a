package io.laiwang.kit.rest;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalLong;

/** The body of an answer that is larger than memory; written by {@link StreamedAnswer}. */
public interface StreamedBody {
    Multi<Buffer> pieces();

    /** How many bytes there will be; nothing where nobody knows before the end. */
    default OptionalLong size() {
        return OptionalLong.empty();
    }
}
