package io.laiwang.media.doodle.render;

/** Colors {@code 0xrrggbb} on colors, by how much of a pixel is covered: 0 to 255. */
final class Blend {
    private static final int FULL = 255;

    private Blend() {}

    static int over(int below, int color, int cover) {
        if (cover == FULL) {
            return color;
        }
        int red = mix(below >> 16 & FULL, color >> 16 & FULL, cover);
        int green = mix(below >> 8 & FULL, color >> 8 & FULL, cover);
        int blue = mix(below & FULL, color & FULL, cover);
        return red << 16 | green << 8 | blue;
    }

    /** As ink on what is there: white leaves it, black blackens it. */
    static int multiply(int below, int color, int cover) {
        int red = by255((below >> 16 & FULL) * mix(FULL, color >> 16 & FULL, cover));
        int green = by255((below >> 8 & FULL) * mix(FULL, color >> 8 & FULL, cover));
        int blue = by255((below & FULL) * mix(FULL, color & FULL, cover));
        return red << 16 | green << 8 | blue;
    }

    private static int mix(int from, int to, int share) {
        return by255(from * (FULL - share) + to * share);
    }

    /** Divided and rounded, for what is at most 255 × 255. */
    private static int by255(int product) {
        int half = product + 128;
        return (half + (half >> 8)) >> 8;
    }
}
