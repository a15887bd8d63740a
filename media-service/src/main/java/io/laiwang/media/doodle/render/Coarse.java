package io.laiwang.media.doodle.render;

/** Passes each pixel on as a square of them. */
final class Coarse implements Rows {
    private final int fullWidth;
    private final int fullHeight;
    private final int times;
    private final Rows target;
    private final int[] wide;
    private int passed;

    Coarse(int fullWidth, int fullHeight, int times, Rows target) {
        this.fullWidth = fullWidth;
        this.fullHeight = fullHeight;
        this.times = times;
        this.target = target;
        this.wide = new int[fullWidth];
    }

    int width() {
        return Math.ceilDiv(fullWidth, times);
    }

    int height() {
        return Math.ceilDiv(fullHeight, times);
    }

    @Override
    public void add(int[] pixels, int offset) {
        for (int x = 0; x < fullWidth; x++) {
            wide[x] = pixels[offset + x / times];
        }
        for (int n = 0; n < times && passed < fullHeight; n++) {
            target.add(wide, 0);
            passed++;
        }
    }
}
