package io.laiwang.media.doodle.render;

import io.laiwang.media.thumbnail.jpeg.JpegDecoder;
import io.laiwang.media.thumbnail.picture.Raster;
import io.laiwang.media.thumbnail.picture.Shrink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The photo that a drawing is drawn on. It fills the drawing, in its own proportions and from the middle; what is over
 * at two sides isn't seen.
 *
 * @param jpeg small, upright and without metadata: a preview of our own making
 * @param width of the photo, for its proportions
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Backdrop(byte[] jpeg, int width, int height) {
    /** As much of it as a picture of that size shows, and never more than there is. */
    Raster raster(int pictureWidth, int pictureHeight) {
        double scale = Math.max((double) pictureWidth / width, (double) pictureHeight / height);
        Shrink small = new Shrink((int) Math.clamp(Math.ceil(Math.max(width, height) * scale), 1, Integer.MAX_VALUE));
        try {
            JpegDecoder.decode(new ByteArrayInputStream(jpeg), small);
            return small.raster();
        } catch (IOException e) {
            throw new UncheckedIOException("a preview that was made here can't be read", e);
        }
    }
}
