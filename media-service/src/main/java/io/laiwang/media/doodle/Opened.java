package io.laiwang.media.doodle;

import io.laiwang.media.medium.Medium;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A doodle that its reader may read.
 *
 * @param photo that it was drawn on, while it is there
 */
record Opened(Medium medium, Optional<Medium> photo) {
    /** @param size of a picture's longer side, in pixels; its own where none is given */
    Shape as(Form form, @Nullable Integer size) {
        return new Shape(form, size == null ? ownSize() : size, form.showsPhoto() && photo.isPresent());
    }

    int ownSize() {
        return Math.max(Objects.requireNonNull(medium.width()), Objects.requireNonNull(medium.height()));
    }

    /** What of a doodle is wanted; other bytes have another name. */
    record Shape(Form form, int size, boolean withPhoto) {
        String name() {
            return form.name(size) + (withPhoto ? "-photo" : "");
        }
    }
}
