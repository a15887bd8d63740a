package io.laiwang.media.thumbnail.jpeg;

/**
 * Makes samples of a block's numbers, by the factoring of Loeffler, Ligtenberg and Moschytz (1989) in fixed point with
 * 12 bits. Whatever the numbers are, samples come out.
 */
final class InverseDct {
    private static final int BITS = 12;

    private static final int C0541 = fixed(0.5411961);
    private static final int C1847 = fixed(-1.847759065);
    private static final int C0765 = fixed(0.765366865);
    private static final int C1175 = fixed(1.175875602);
    private static final int C0298 = fixed(0.298631336);
    private static final int C2053 = fixed(2.053119869);
    private static final int C3072 = fixed(3.072711026);
    private static final int C1501 = fixed(1.501321110);
    private static final int C0899 = fixed(-0.899976223);
    private static final int C2562 = fixed(-2.562915447);
    private static final int C1961 = fixed(-1.961570560);
    private static final int C0390 = fixed(-0.390180644);

    private final int[] work = new int[64];

    void write(short[] numbers, int at, int[] quantization, byte[] samples, int start, int stride) {
        for (int i = 0; i < 64; i++) {
            work[i] = numbers[at + i] * quantization[i];
        }
        for (int x = 0; x < 8; x++) {
            transform(x, 8, 512, 10);
        }
        for (int y = 0; y < 8; y++) {
            transform(8 * y, 1, 65_536 + (128 << 17), 17);
            for (int x = 0; x < 8; x++) {
                samples[start + y * stride + x] = (byte) Math.clamp(work[8 * y + x], 0, 255);
            }
        }
    }

    /** Eight of them in place. */
    private void transform(int at, int step, int round, int shift) {
        int s1 = work[at + step];
        int s3 = work[at + 3 * step];
        int s5 = work[at + 5 * step];
        int s7 = work[at + 7 * step];
        int odd = (s7 + s3 + s5 + s1) * C1175;
        int p1 = odd + (s7 + s1) * C0899;
        int p2 = odd + (s5 + s3) * C2562;
        int p3 = (s7 + s3) * C1961;
        int p4 = (s5 + s1) * C0390;
        even(at, step, round);
        write(at, 0, step, s1 * C1501 + p1 + p4, shift);
        write(at, 1, step, s3 * C3072 + p2 + p3, shift);
        write(at, 2, step, s5 * C2053 + p2 + p4, shift);
        write(at, 3, step, s7 * C0298 + p1 + p3, shift);
    }

    /** Leaves the even half in the first four places. */
    private void even(int at, int step, int round) {
        int s0 = work[at];
        int s2 = work[at + 2 * step];
        int s4 = work[at + 4 * step];
        int s6 = work[at + 6 * step];
        int rotated = (s2 + s6) * C0541;
        int even2 = rotated + s6 * C1847;
        int even3 = rotated + s2 * C0765;
        int even0 = ((s0 + s4) << BITS) + round;
        int even1 = ((s0 - s4) << BITS) + round;
        work[at] = even0 + even3;
        work[at + step] = even1 + even2;
        work[at + 2 * step] = even1 - even2;
        work[at + 3 * step] = even0 - even3;
    }

    private void write(int at, int i, int step, int odd, int shift) {
        int even = work[at + i * step];
        work[at + i * step] = (even + odd) >> shift;
        work[at + (7 - i) * step] = (even - odd) >> shift;
    }

    private static int fixed(double value) {
        return (int) Math.round(value * (1 << BITS));
    }
}
