package io.laiwang.media.thumbnail.webp;

import io.laiwang.media.thumbnail.picture.BadPicture;

/** What was done to the pixels so that they take fewer bits, and is undone row by row: RFC 9649, section 3.5. */
sealed interface RowTransform permits Predictor, ColorTransform, GreenTransform, Palette {
    /** Each row once, from the top. */
    void undo(int[] row);

    /** How many pixels of a row there are before it is undone. */
    default int codedWidth(int width) {
        return width;
    }

    static RowTransform read(BitReader in, int kind, int width, int height) throws BadPicture {
        return switch (kind) {
            case 0 -> new Predictor(Lossless.Image.read(in, width, height, 2 + in.number(3)), width);
            case 1 -> new ColorTransform(Lossless.Image.read(in, width, height, 2 + in.number(3)), width);
            case 2 -> new GreenTransform(width);
            default -> Palette.read(in, width);
        };
    }

    /** The sum of two pixels, each of their bytes by itself. */
    static int sum(int one, int other) {
        int even = (one & 0xff00ff00) + (other & 0xff00ff00);
        int odd = (one & 0x00ff00ff) + (other & 0x00ff00ff);
        return (even & 0xff00ff00) | (odd & 0x00ff00ff);
    }
}
