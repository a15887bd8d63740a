package io.laiwang.media.thumbnail.webp;

import java.util.Arrays;

/**
 * One color of a row of macroblocks, with the pixels around it that it is predicted by: the row above, and a column to
 * the left.
 */
final class Plane {
    private static final int ABOVE_ALL = 0x7f;
    private static final int LEFT_OF_ALL = 0x81;
    /** Pixels above that are to the right of the last block. */
    private static final int BEYOND = 4;

    final int[] pixels;
    final int stride;
    final int size;
    private final int width;
    private boolean isFirst = true;

    /** @param size of a block's side: 16, or 8 for the colors */
    Plane(int size, int blocks) {
        this.size = size;
        this.width = size * blocks;
        this.stride = 1 + width + BEYOND;
        this.pixels = new int[stride * (size + 1)];
        Arrays.fill(pixels, 0, stride, ABOVE_ALL);
        leaveLeft();
    }

    private void leaveLeft() {
        for (int row = 1; row <= size; row++) {
            pixels[row * stride] = LEFT_OF_ALL;
        }
    }

    /** Of a block's pixel. */
    int at(int block, int x, int y) {
        return (y + 1) * stride + 1 + block * size + x;
    }

    /** What was decoded is above what comes. */
    void next() {
        isFirst = false;
        System.arraycopy(pixels, size * stride, pixels, 0, 1 + width);
        pixels[0] = LEFT_OF_ALL;
        Arrays.fill(pixels, 1 + width, stride, pixels[width]);
    }

    /** Whether there is nothing above. */
    boolean isFirst() {
        return isFirst;
    }

    /** Adds to a pixel what was left of it. */
    void add(int at, int rest) {
        pixels[at] = Math.clamp(pixels[at] + rest, 0, 255);
    }
}
