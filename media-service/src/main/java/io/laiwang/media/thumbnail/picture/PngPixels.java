package io.laiwang.media.thumbnail.picture;

import java.util.Arrays;

/** How a PNG's bytes stand for colors. Samples of 16 bits are taken by their upper eight. */
final class PngPixels {
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;
    private static final int WHITE = 0xffffff;

    private final int type;
    private final int depth;
    private final int channels;
    private final int[] palette = new int[256];
    private byte[] transparency = {};

    private PngPixels(int type, int depth, int channels) {
        this.type = type;
        this.depth = depth;
        this.channels = channels;
    }

    static PngPixels of(int depth, int type) throws BadPicture {
        int channels =
                switch (type) {
                    case GREY, PALETTE -> 1;
                    case GREY_ALPHA -> 2;
                    case RGB -> 3;
                    case RGB_ALPHA -> 4;
                    default -> throw new BadPicture("color type");
                };
        boolean small = depth == 1 || depth == 2 || depth == 4;
        if (!(depth == 8 || (depth == 16 && type != PALETTE) || (small && (type == GREY || type == PALETTE)))) {
            throw new BadPicture("depth");
        }
        return new PngPixels(type, depth, channels);
    }

    int rowBytes(int pixels) {
        return (int) (((long) pixels * channels * depth + 7) / 8);
    }

    int pixelBytes() {
        return Math.max(1, channels * depth / 8);
    }

    /** The table of colors, or what of it or which color shines through. */
    void take(boolean colors, byte[] table) {
        if (!colors) {
            transparency = table;
            return;
        }
        for (int i = 0; i < table.length / 3; i++) {
            palette[i] = rgb(table[3 * i] & 0xff, table[3 * i + 1] & 0xff, table[3 * i + 2] & 0xff);
        }
    }

    void colors(byte[] row, int[] colors) {
        int bytes = channels * depth / 8;
        for (int i = 0; i < colors.length; i++) {
            colors[i] = bytes == 0 ? small(row, i) : isClear(row, i * bytes) ? WHITE : color(row, i * bytes);
        }
    }

    private int small(byte[] row, int i) {
        int perByte = 8 / depth;
        int value = ((row[i / perByte] & 0xff) >> (8 - depth * (i % perByte + 1))) & ((1 << depth) - 1);
        if (type == PALETTE) {
            return entry(value);
        }
        boolean clear = transparency.length == 2 && (transparency[1] & 0xff) == value;
        int grey = value * 255 / ((1 << depth) - 1);
        return clear ? WHITE : rgb(grey, grey, grey);
    }

    private int color(byte[] row, int at) {
        int step = depth / 8;
        int first = row[at] & 0xff;
        return switch (type) {
            case PALETTE -> entry(first);
            case GREY -> rgb(first, first, first);
            case GREY_ALPHA -> onWhite(rgb(first, first, first), row[at + step] & 0xff);
            case RGB -> rgb(first, row[at + step] & 0xff, row[at + 2 * step] & 0xff);
            default -> onWhite(rgb(first, row[at + step] & 0xff, row[at + 2 * step] & 0xff), row[at + 3 * step] & 0xff);
        };
    }

    private int entry(int index) {
        return index < transparency.length ? onWhite(palette[index], transparency[index] & 0xff) : palette[index];
    }

    /** Whether it is the one color that stands for nothing; its samples have 16 bits in the table whatever the depth. */
    private boolean isClear(byte[] row, int at) {
        if ((type != GREY && type != RGB) || transparency.length != 2 * channels) {
            return false;
        }
        if (depth == 16) {
            return Arrays.equals(row, at, at + 2 * channels, transparency, 0, 2 * channels);
        }
        boolean same = true;
        for (int i = 0; i < channels; i++) {
            same &= row[at + i] == transparency[2 * i + 1];
        }
        return same;
    }

    private static int onWhite(int color, int alpha) {
        return rgb(
                onWhite8((color >> 16) & 0xff, alpha),
                onWhite8((color >> 8) & 0xff, alpha),
                onWhite8(color & 0xff, alpha));
    }

    private static int onWhite8(int sample, int alpha) {
        return (sample * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    private static int rgb(int red, int green, int blue) {
        return (red << 16) | (green << 8) | blue;
    }
}
