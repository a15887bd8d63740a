package io.laiwang.media.thumbnail.encode;

import io.laiwang.media.thumbnail.jpeg.ZigZag;
import java.io.ByteArrayOutputStream;

/** How coarse a block's numbers become: the tables that T.81 gives as typical (K.1), at a quality as libjpeg counts it. */
final class Quantization {
    private static final int QUALITY = 82;
    private static final int[] BRIGHTNESS_STEPS = {
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99
    };
    /** The upper left; everything else is 99. */
    private static final int[] COLOR_STEPS = {
        17, 18, 24, 47,
        18, 21, 26, 66,
        24, 26, 56, 99,
        47, 66, 99, 99
    };

    static final Quantization BRIGHTNESS = new Quantization(8, BRIGHTNESS_STEPS);
    static final Quantization COLOR = new Quantization(4, COLOR_STEPS);

    private final int[] steps = new int[64];

    private Quantization(int side, int[] corner) {
        for (int i = 0; i < 64; i++) {
            int step = i / 8 < side && i % 8 < side ? corner[i / 8 * side + i % 8] : 99;
            steps[i] = Math.clamp((step * (200 - 2 * QUALITY) + 50) / 100, 1, 255);
        }
    }

    int step(int place) {
        return steps[place];
    }

    void describe(ByteArrayOutputStream out) {
        for (int k = 0; k < 64; k++) {
            out.write(steps[ZigZag.place(k)]);
        }
    }
}
