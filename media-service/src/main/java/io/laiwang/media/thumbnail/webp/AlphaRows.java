package io.laiwang.media.thumbnail.webp;

import java.io.IOException;

/** How clear the pixels of a picture are, row by row. */
@FunctionalInterface
interface AlphaRows {
    /** Lays the next row on white. */
    void onWhite(int[] pixels) throws IOException;

    /** Of a picture without any. */
    AlphaRows NONE = pixels -> {};

    /** @param alpha 0 for clear to 255 */
    static int onWhite(int pixel, int alpha) {
        int rest = 255 * (255 - alpha);
        int r = ((pixel >> 16 & 0xff) * alpha + rest + 127) / 255;
        int g = ((pixel >> 8 & 0xff) * alpha + rest + 127) / 255;
        int b = ((pixel & 0xff) * alpha + rest + 127) / 255;
        return r << 16 | g << 8 | b;
    }
}
