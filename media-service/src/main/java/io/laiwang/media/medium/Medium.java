package io.laiwang.media.medium;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of a medium; {@code size} and {@code sha256} are of the bytes served. */
public record Medium(
        UUID id,
        UUID ownerId,
        String contentType,
        long size,
        @Nullable Integer width,
        @Nullable Integer height,
        String sha256) {}
