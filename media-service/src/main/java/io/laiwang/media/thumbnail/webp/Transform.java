package io.laiwang.media.thumbnail.webp;

/** From coefficients to pixels: RFC 6386, section 14. */
final class Transform {
    /** √2 · cos(π/8) and √2 · sin(π/8), in 65536ths. */
    private static final int COSINE = 85_627;

    private static final int SINE = 35_468;

    private Transform() {}

    /** Of four by four pixels, added to what is there. */
    static void add(int[] from, int offset, Plane plane, int at) {
        int[] half = new int[16];
        for (int i = 0; i < 4; i++) {
            int in = offset + i;
            int even = from[in] + from[in + 8];
            int odd = from[in] - from[in + 8];
            int low = times(from[in + 4], SINE) - times(from[in + 12], COSINE);
            int high = times(from[in + 4], COSINE) + times(from[in + 12], SINE);
            half[i * 4] = even + high;
            half[i * 4 + 1] = odd + low;
            half[i * 4 + 2] = odd - low;
            half[i * 4 + 3] = even - high;
        }
        for (int y = 0; y < 4; y++) {
            int even = half[y] + 4 + half[8 + y];
            int odd = half[y] + 4 - half[8 + y];
            int low = times(half[4 + y], SINE) - times(half[12 + y], COSINE);
            int high = times(half[4 + y], COSINE) + times(half[12 + y], SINE);
            int row = at + y * plane.stride;
            plane.add(row, (even + high) >> 3);
            plane.add(row + 1, (odd + low) >> 3);
            plane.add(row + 2, (odd - low) >> 3);
            plane.add(row + 3, (even - high) >> 3);
        }
    }

    private static int times(int value, int factor) {
        return (int) (((long) value * factor) >> 16);
    }

    /** The first coefficient of each of sixteen blocks. */
    static void spreadMeans(int[] from, int[] to) {
        int[] half = new int[16];
        for (int i = 0; i < 4; i++) {
            int outer = from[i] + from[12 + i];
            int inner = from[4 + i] + from[8 + i];
            int innerRest = from[4 + i] - from[8 + i];
            int outerRest = from[i] - from[12 + i];
            half[i] = outer + inner;
            half[8 + i] = outer - inner;
            half[4 + i] = outerRest + innerRest;
            half[12 + i] = outerRest - innerRest;
        }
        for (int i = 0; i < 4; i++) {
            int outer = half[4 * i] + 3 + half[4 * i + 3];
            int inner = half[4 * i + 1] + half[4 * i + 2];
            int innerRest = half[4 * i + 1] - half[4 * i + 2];
            int outerRest = half[4 * i] + 3 - half[4 * i + 3];
            to[64 * i] = (outer + inner) >> 3;
            to[64 * i + 16] = (outerRest + innerRest) >> 3;
            to[64 * i + 32] = (outer - inner) >> 3;
            to[64 * i + 48] = (outerRest - innerRest) >> 3;
        }
    }
}
