package io.laiwang.media.thumbnail.webp;

/** What a block is likely to look like by the pixels around it: RFC 6386, section 12. */
final class Prediction {
    static final int DC = 0;
    static final int TRUE_MOTION = 1;
    static final int VERTICAL = 2;
    static final int HORIZONTAL = 3;
    static final int RIGHT_DOWN = 4;
    static final int VERTICAL_RIGHT = 5;
    static final int LEFT_DOWN = 6;
    static final int VERTICAL_LEFT = 7;
    static final int HORIZONTAL_DOWN = 8;
    static final int HORIZONTAL_UP = 9;

    private static final int NOTHING_AROUND = 0x80;
    private static final int CORNER = 5;

    /** From the left, upwards, over the corner to the right; the first and the last are there twice. */
    private final int[] edge = new int[15];

    /** @param at the block's first pixel */
    void block(Plane plane, int mode, int at, boolean isFirstColumn, boolean isFirstRow) {
        switch (mode) {
            case TRUE_MOTION -> trueMotion(plane, at, plane.size);
            case VERTICAL -> copy(plane, at, -plane.stride, 1, 0);
            case HORIZONTAL -> copy(plane, at, -1, 0, plane.stride);
            default -> fill(plane, at, plane.size, mean(plane, at, isFirstColumn, isFirstRow));
        }
    }

    private static void copy(Plane plane, int at, int from, int across, int down) {
        for (int y = 0; y < plane.size; y++) {
            for (int x = 0; x < plane.size; x++) {
                plane.pixels[at + y * plane.stride + x] = plane.pixels[at + from + x * across + y * down];
            }
        }
    }

    private static int mean(Plane plane, int at, boolean isFirstColumn, boolean isFirstRow) {
        int sum = 0;
        int count = 0;
        for (int i = 0; i < plane.size; i++) {
            if (!isFirstRow) {
                sum += plane.pixels[at - plane.stride + i];
                count++;
            }
            if (!isFirstColumn) {
                sum += plane.pixels[at - 1 + i * plane.stride];
                count++;
            }
        }
        return count == 0 ? NOTHING_AROUND : (sum + count / 2) / count;
    }

    private static void fill(Plane plane, int at, int size, int value) {
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                plane.pixels[at + y * plane.stride + x] = value;
            }
        }
    }

    private static void trueMotion(Plane plane, int at, int size) {
        int corner = plane.pixels[at - plane.stride - 1];
        for (int y = 0; y < size; y++) {
            int left = plane.pixels[at + y * plane.stride - 1] - corner;
            for (int x = 0; x < size; x++) {
                plane.pixels[at + y * plane.stride + x] =
                        Math.clamp(left + plane.pixels[at - plane.stride + x], 0, 255);
            }
        }
    }

    /**
     * Of four by four pixels.
     *
     * @param beyond where the pixels above to the right are
     */
    void subblock(Plane plane, int mode, int at, int beyond) {
        lookAround(plane, at, beyond);
        if (mode == DC) {
            fill(plane, at, 4, (edge[1] + edge[2] + edge[3] + edge[4] + edge[6] + edge[7] + edge[8] + edge[9] + 4) / 8);
        } else if (mode == TRUE_MOTION) {
            trueMotion(plane, at, 4);
        } else {
            for (int y = 0; y < 4; y++) {
                for (int x = 0; x < 4; x++) {
                    plane.pixels[at + y * plane.stride + x] = directed(mode, x, y);
                }
            }
        }
    }

    private void lookAround(Plane plane, int at, int beyond) {
        int[] pixels = plane.pixels;
        for (int i = 0; i < 4; i++) {
            edge[CORNER - 1 - i] = pixels[at - 1 + i * plane.stride];
            edge[CORNER + 1 + i] = pixels[at - plane.stride + i];
            edge[CORNER + 5 + i] = pixels[beyond + i];
        }
        edge[CORNER] = pixels[at - plane.stride - 1];
        edge[0] = edge[1];
        edge[14] = edge[13];
    }

    private int directed(int mode, int x, int y) {
        return switch (mode) {
            case VERTICAL -> of3(6 + x);
            case HORIZONTAL -> of3(4 - y);
            case RIGHT_DOWN -> of3(CORNER + x - y);
            case LEFT_DOWN -> of3(7 + x + y);
            case VERTICAL_RIGHT -> verticalRight(x, y);
            case VERTICAL_LEFT -> verticalLeft(x, y);
            case HORIZONTAL_DOWN -> horizontalDown(2 * y - x);
            default -> horizontalUp(2 * y + x);
        };
    }

    private int verticalRight(int x, int y) {
        if (y >= 2 && x == 0) {
            return of3(6 - y);
        }
        int at = CORNER + x - y / 2;
        return y % 2 == 0 ? of2(at) : of3(at);
    }

    private int verticalLeft(int x, int y) {
        if (y >= 2 && x == 3) {
            return of3(9 + y);
        }
        int at = 6 + x + y / 2;
        return y % 2 == 0 ? of2(at) : of3(at + 1);
    }

    private int horizontalDown(int step) {
        if (step < 0) {
            return of3(4 - step);
        }
        int at = 4 - step / 2;
        return step % 2 == 0 ? of2(at) : of3(at);
    }

    private int horizontalUp(int step) {
        if (step > 5) {
            return edge[1];
        }
        int at = 3 - step / 2;
        return step % 2 == 0 ? of2(at) : of3(at);
    }

    private int of2(int at) {
        return (edge[at] + edge[at + 1] + 1) / 2;
    }

    private int of3(int middle) {
        return (edge[middle - 1] + 2 * edge[middle] + edge[middle + 1] + 2) / 4;
    }
}
