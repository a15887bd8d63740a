package io.laiwang.media.blob;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names the bytes of a medium, or what was made of them. Whatever is derived is named under its medium, such as {@code
 * thumbnail-320} or {@code png-720}, so that {@link BlobStore#erase} needs no list of it.
 *
 * @param derived empty for the medium's own bytes
 */
public record BlobName(UUID mediumId, String derived) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{0,40}");

    public BlobName {
        if (!FORM.matcher(derived).matches()) {
            throw new IllegalArgumentException("no name of derived bytes: " + derived);
        }
    }

    public static BlobName of(UUID mediumId) {
        return new BlobName(mediumId, "");
    }

    public boolean isDerived() {
        return !derived.isEmpty();
    }
}
