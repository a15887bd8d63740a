package io.laiwang.media.format;

import org.jspecify.annotations.Nullable;

/**
 * What bytes are found to be.
 *
 * @param rewritten whether what is served is a cleaned copy
 * @param width of a picture as it is shown
 * @param durationMs of sound and film, where the container says it
 */
public record Cleaned(
        String contentType,
        boolean rewritten,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Long durationMs) {
    static Cleaned picture(String type, Dimensions size) {
        return new Cleaned(type, true, size.width(), size.height(), null);
    }

    static Cleaned asItCame(String type, @Nullable Long durationMs) {
        return new Cleaned(type, false, null, null, durationMs);
    }
}
