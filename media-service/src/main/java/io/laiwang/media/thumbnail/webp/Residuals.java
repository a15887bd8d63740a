package io.laiwang.media.thumbnail.webp;

import java.util.Arrays;

/** What a macroblock differs by from its prediction, as coefficients: RFC 6386, section 13. */
final class Residuals {
    static final int LUMA = 0;
    static final int COLOR = 16;
    private static final int BLOCKS = 24;
    private static final int COEFFICIENTS = 16;

    private static final int AFTER_Y2 = 0;
    private static final int Y2 = 1;
    private static final int CHROMA = 2;
    private static final int WITHOUT_Y2 = 3;

    private static final int[] BANDS = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};
    private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
    /** How probable the bits of large ones are. */
    private static final int[][] LARGE = {
        {159},
        {165, 145},
        {173, 148, 140},
        {176, 155, 140, 135},
        {180, 157, 141, 134, 130},
        {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
    };

    private final int[] probabilities = LossyTables.COEFFICIENTS.clone();
    private final int[] coefficients = new int[BLOCKS * COEFFICIENTS];
    private final int[] ofMeans = new int[COEFFICIENTS];
    private final boolean[] filled = new boolean[BLOCKS];
    /** Which blocks around had any: four of luma, two of each color, and the means. */
    private final int[][] above;

    private int[] left = new int[9];

    Residuals(int columns) {
        this.above = new int[columns][9];
    }

    void readProbabilities(BoolReader in) {
        for (int i = 0; i < probabilities.length; i++) {
            if (in.bit(LossyTables.COEFFICIENT_UPDATES[i])) {
                probabilities[i] = in.number(8);
            }
        }
    }

    void beginRow() {
        left = new int[9];
    }

    /** Of a macroblock that has none. */
    void skip(int column, boolean hasMeans) {
        Arrays.fill(filled, false);
        int kept = hasMeans ? 9 : 8;
        Arrays.fill(left, 0, kept, 0);
        Arrays.fill(above[column], 0, kept, 0);
    }

    /** @param hasMeans whether the first coefficients of luma are coded together */
    void read(BoolReader in, int column, boolean hasMeans, Steps steps) {
        Arrays.fill(coefficients, 0);
        int[] up = above[column];
        if (hasMeans) {
            Arrays.fill(ofMeans, 0);
            up[8] = left[8] = block(in, Y2, up[8] + left[8], steps.means(), 0, ofMeans, 0);
            Transform.spreadMeans(ofMeans, coefficients);
        }
        int kind = hasMeans ? AFTER_Y2 : WITHOUT_Y2;
        for (int n = 0; n < 16; n++) {
            group(in, kind, n, up, n % 4, n / 4, steps.luma(), hasMeans ? 1 : 0);
        }
        for (int n = 0; n < 8; n++) {
            int plane = 4 + n / 4 * 2;
            group(in, CHROMA, COLOR + n, up, plane + n % 2, plane + n % 4 / 2, steps.color(), 0);
        }
    }

    private void group(BoolReader in, int kind, int n, int[] up, int x, int y, int[] steps, int first) {
        int any = block(in, kind, up[x] + left[y], steps, first, coefficients, n * COEFFICIENTS);
        up[x] = any;
        left[y] = any;
        filled[n] = any != 0 || coefficients[n * COEFFICIENTS] != 0;
    }

    /** @return 1 if there were any */
    private int block(BoolReader in, int kind, int context, int[] steps, int first, int[] to, int offset) {
        int at = at(kind, first, context);
        if (!in.bit(probabilities[at])) {
            return 0;
        }
        int n = first;
        while (true) {
            while (!in.bit(probabilities[at + 1])) {
                n++;
                if (n == COEFFICIENTS) {
                    return 1;
                }
                at = at(kind, n, 0);
            }
            int value = value(in, at);
            int place = ZIGZAG[n];
            to[offset + place] = (in.flag() ? -value : value) * steps[place == 0 ? 0 : 1];
            n++;
            at = at(kind, n, value == 1 ? 1 : 2);
            if (n == COEFFICIENTS || !in.bit(probabilities[at])) {
                return 1;
            }
        }
    }

    private static int at(int kind, int n, int context) {
        return ((kind * 8 + BANDS[n]) * 3 + context) * 11;
    }

    private int value(BoolReader in, int at) {
        if (!in.bit(probabilities[at + 2])) {
            return 1;
        }
        if (!in.bit(probabilities[at + 3])) {
            return in.bit(probabilities[at + 4]) ? 3 + in.one(probabilities[at + 5]) : 2;
        }
        int size = !in.bit(probabilities[at + 6]) ? in.one(probabilities[at + 7]) : 2 + largeSize(in, at);
        int rest = 0;
        for (int probability : LARGE[size]) {
            rest = rest << 1 | in.one(probability);
        }
        return 3 + (1 << (size + 1)) + rest;
    }

    private int largeSize(BoolReader in, int at) {
        int high = in.one(probabilities[at + 8]);
        return 2 * high + in.one(probabilities[at + 9 + high]);
    }

    /** Adds a block's to its prediction. */
    void add(int block, Plane plane, int at) {
        if (filled[block]) {
            Transform.add(coefficients, block * COEFFICIENTS, plane, at);
        }
    }
}
