package io.laiwang.media.thumbnail;

import io.laiwang.media.format.Orientation;
import io.laiwang.media.thumbnail.encode.JpegEncoder;
import io.laiwang.media.thumbnail.jpeg.JpegDecoder;
import io.laiwang.media.thumbnail.picture.BadPicture;
import io.laiwang.media.thumbnail.picture.GifDecoder;
import io.laiwang.media.thumbnail.picture.PngDecoder;
import io.laiwang.media.thumbnail.picture.Shrink;
import io.laiwang.media.thumbnail.webp.WebpDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** A small JPEG of a picture, upright and on white. Blocks, and takes the processor. */
final class Preview {
    private static final Set<String> KINDS = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private Preview() {}

    /**
     * Fails with an {@link IOException} for bytes that no preview can be made of, and with whatever else the stream
     * fails with.
     *
     * @param size of the longer side at most, in pixels; a smaller picture keeps its own
     */
    static byte[] of(InputStream in, String contentType, int size) throws IOException {
        Shrink small = new Shrink(size);
        int orientation = decode(in, contentType, small);
        return JpegEncoder.encode(small.raster().turned(orientation));
    }

    static boolean canBeOf(String contentType) {
        return KINDS.contains(contentType);
    }

    private static int decode(InputStream in, String contentType, Shrink small) throws IOException {
        switch (contentType) {
            case "image/jpeg" -> {
                return JpegDecoder.decode(in, small);
            }
            case "image/png" -> PngDecoder.decode(in, small);
            case "image/gif" -> GifDecoder.decode(in, small);
            case "image/webp" -> WebpDecoder.decode(in, small);
            default -> throw new BadPicture("kind");
        }
        return Orientation.UPRIGHT;
    }
}
