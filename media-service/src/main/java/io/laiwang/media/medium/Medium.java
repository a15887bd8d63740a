package io.laiwang.media.medium;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a medium; {@code size} and {@code sha256} are of the bytes served.
 *
 * @param width of a picture as it is shown, in pixels
 * @param durationMs of sound and film
 */
public record Medium(
        UUID id,
        UUID ownerId,
        String contentType,
        long size,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Long durationMs,
        String sha256) {

    /** A doodle is a medium whose bytes nobody is given as they are: it is served under {@code /v1/doodles} alone. */
    public static final String DOODLE = "application/vnd.laiwang.doodle";

    public boolean isDoodle() {
        return contentType.equals(DOODLE);
    }

    public boolean isPicture() {
        return contentType.startsWith("image/");
    }
}
