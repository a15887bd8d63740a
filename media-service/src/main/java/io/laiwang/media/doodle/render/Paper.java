package io.laiwang.media.doodle.render;

import java.util.Arrays;

/** What a drawing is drawn on, as pixels of the picture. */
interface Paper {
    void fill(int[] pixels, int firstRow, int rows);

    static Paper plain(int color) {
        return (pixels, firstRow, rows) -> Arrays.fill(pixels, color);
    }
}
