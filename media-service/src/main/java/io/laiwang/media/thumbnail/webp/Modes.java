package io.laiwang.media.thumbnail.webp;

import java.util.Arrays;

/** How the macroblocks of a frame are predicted: RFC 6386, section 11. */
final class Modes {
    /** Of a macroblock's luma, where its subblocks have one each. */
    static final int BY_SUBBLOCK = -1;

    private static final int SUBBLOCK_BITS = 9;

    private final int[] above;
    private final int[] left = new int[4];
    private final int[] subblocks = new int[16];
    private int luma;
    private int color;

    Modes(int columns) {
        this.above = new int[4 * columns];
    }

    void beginRow() {
        Arrays.fill(left, Prediction.DC);
    }

    void read(BoolReader in, int column) {
        if (in.bit(145)) {
            luma = luma(in);
            Arrays.fill(left, luma);
            Arrays.fill(above, 4 * column, 4 * column + 4, luma);
        } else {
            luma = BY_SUBBLOCK;
            for (int n = 0; n < 16; n++) {
                int x = 4 * column + n % 4;
                int y = n / 4;
                int mode = subblock(in, (above[x] * 10 + left[y]) * SUBBLOCK_BITS);
                subblocks[n] = mode;
                above[x] = mode;
                left[y] = mode;
            }
        }
        color = color(in);
    }

    private static int luma(BoolReader in) {
        if (in.bit(156)) {
            return in.bit(128) ? Prediction.TRUE_MOTION : Prediction.HORIZONTAL;
        }
        return in.bit(163) ? Prediction.VERTICAL : Prediction.DC;
    }

    private static int color(BoolReader in) {
        if (!in.bit(142)) {
            return Prediction.DC;
        } else if (!in.bit(114)) {
            return Prediction.VERTICAL;
        }
        return in.bit(183) ? Prediction.TRUE_MOTION : Prediction.HORIZONTAL;
    }

    private static int subblock(BoolReader in, int at) {
        int[] p = LossyTables.SUBBLOCK_MODES;
        if (!in.bit(p[at])) {
            return Prediction.DC;
        } else if (!in.bit(p[at + 1])) {
            return Prediction.TRUE_MOTION;
        } else if (!in.bit(p[at + 2])) {
            return Prediction.VERTICAL;
        } else if (!in.bit(p[at + 3])) {
            return rightward(in, at);
        } else if (!in.bit(p[at + 6])) {
            return Prediction.LEFT_DOWN;
        } else if (!in.bit(p[at + 7])) {
            return Prediction.VERTICAL_LEFT;
        }
        return in.bit(p[at + 8]) ? Prediction.HORIZONTAL_UP : Prediction.HORIZONTAL_DOWN;
    }

    private static int rightward(BoolReader in, int at) {
        int[] p = LossyTables.SUBBLOCK_MODES;
        if (!in.bit(p[at + 4])) {
            return Prediction.HORIZONTAL;
        }
        return in.bit(p[at + 5]) ? Prediction.VERTICAL_RIGHT : Prediction.RIGHT_DOWN;
    }

    int luma() {
        return luma;
    }

    int color() {
        return color;
    }

    int subblock(int n) {
        return subblocks[n];
    }
}
