package io.laiwang.media.thumbnail.webp;

import io.laiwang.media.thumbnail.picture.BadPicture;

/** Pixels are numbers of colors; of few colors, several numbers are in one pixel. */
final class Palette implements RowTransform {
    private final int[] colors;
    private final int width;
    /** As a power of two, how many are in one. */
    private final int packed;

    private Palette(int[] colors, int width) {
        this.colors = colors;
        this.width = width;
        this.packed = colors.length <= 2 ? 3 : colors.length <= 4 ? 2 : colors.length <= 16 ? 1 : 0;
    }

    static Palette read(BitReader in, int width) throws BadPicture {
        int[] colors = Lossless.Image.pixels(in, in.number(8) + 1, 1);
        for (int i = 1; i < colors.length; i++) {
            colors[i] = RowTransform.sum(colors[i], colors[i - 1]);
        }
        return new Palette(colors, width);
    }

    @Override
    public int codedWidth(int ofWidth) {
        return (ofWidth + (1 << packed) - 1) >> packed;
    }

    /** From the right, so that nothing is overwritten that is still to be read. */
    @Override
    public void undo(int[] row) {
        int bits = 8 >> packed;
        int mask = (1 << bits) - 1;
        for (int x = width - 1; x >= 0; x--) {
            int shift = (x & ((1 << packed) - 1)) * bits;
            int number = row[x >> packed] >> (8 + shift) & mask;
            row[x] = number < colors.length ? colors[number] : 0;
        }
    }
}
