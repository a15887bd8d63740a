package io.laiwang.media.thumbnail.webp;

/** Pixels lack what those around say of them; how, each square says for itself: RFC 9649, section 3.5.1. */
final class Predictor implements RowTransform {
    private static final int BLACK = 0xff000000;

    private final Lossless.Image modes;
    private final int width;
    /** One more than a row: above to the right of the last pixel is the first of its own row. */
    private final int[] above;

    private int y;

    Predictor(Lossless.Image modes, int width) {
        this.modes = modes;
        this.width = width;
        this.above = new int[width + 1];
    }

    @Override
    public void undo(int[] row) {
        row[0] = RowTransform.sum(row[0], y == 0 ? BLACK : above[0]);
        above[width] = row[0];
        for (int x = 1; x < width; x++) {
            int said = y == 0 ? row[x - 1] : said(modes.at(x, y) >> 8 & 15, row[x - 1], x);
            row[x] = RowTransform.sum(row[x], said);
        }
        System.arraycopy(row, 0, above, 0, width);
        y++;
    }

    private int said(int mode, int left, int x) {
        int top = above[x];
        int topLeft = above[x - 1];
        int topRight = above[x + 1];
        return switch (mode) {
            case 1 -> left;
            case 2 -> top;
            case 3 -> topRight;
            case 4 -> topLeft;
            case 5 -> mean(mean(left, topRight), top);
            case 6 -> mean(left, topLeft);
            case 7 -> mean(left, top);
            case 8 -> mean(topLeft, top);
            case 9 -> mean(top, topRight);
            case 10 -> mean(mean(left, topLeft), mean(top, topRight));
            case 11 -> nearer(left, top, topLeft);
            case 12 -> each(left, top, topLeft, false);
            case 13 -> each(mean(left, top), topLeft, topLeft, true);
            default -> BLACK;
        };
    }

    private static int mean(int one, int other) {
        return (((one ^ other) & 0xfefefefe) >>> 1) + (one & other);
    }

    /** Left or top, whichever is nearer to what is below one and beside the other. */
    private static int nearer(int left, int top, int topLeft) {
        int toLeft = 0;
        int toTop = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            toLeft += Math.abs((top >> shift & 0xff) - (topLeft >> shift & 0xff));
            toTop += Math.abs((left >> shift & 0xff) - (topLeft >> shift & 0xff));
        }
        return toLeft < toTop ? left : top;
    }

    /** Each byte by itself: {@code one + other - less}, or {@code one + (one - other) / 2}. */
    private static int each(int one, int other, int less, boolean isHalf) {
        int pixel = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int a = one >> shift & 0xff;
            int b = other >> shift & 0xff;
            int sum = isHalf ? a + (a - b) / 2 : a + b - (less >> shift & 0xff);
            pixel |= Math.clamp(sum, 0, 255) << shift;
        }
        return pixel;
    }
}
