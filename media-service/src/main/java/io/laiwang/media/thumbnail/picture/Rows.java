package io.laiwang.media.thumbnail.picture;

/** Takes a picture row by row, in any order, each pixel once. */
public interface Rows {
    /** Before the first row. Fails for a picture that is too large or has no size. */
    void start(int width, int height) throws BadPicture;

    /** A whole row, of pixels as {@code 0xrrggbb} that are read before it returns. */
    default void add(int y, int[] pixels, int count) {
        add(y, 0, 1, pixels, count);
    }

    /** Every {@code step}th pixel of a row, from {@code firstX} on: an interlaced picture comes so. */
    void add(int y, int firstX, int step, int[] pixels, int count);
}
