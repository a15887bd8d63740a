package io.laiwang.media.thumbnail;

import io.laiwang.media.thumbnail.picture.Rows;
import java.util.Arrays;

/** Holds a picture whole, and sees that every pixel comes once. */
final class Whole implements Rows {
    int width;
    int[] pixels = {};

    @Override
    public void start(int width, int height) {
        this.width = width;
        pixels = new int[width * height];
        Arrays.fill(pixels, -1);
    }

    @Override
    public void add(int y, int firstX, int step, int[] row, int count) {
        for (int i = 0; i < count; i++) {
            int at = y * width + firstX + i * step;
            if (pixels[at] != -1) {
                throw new AssertionError("twice");
            }
            pixels[at] = row[i];
        }
    }
}
