package io.laiwang.media.thumbnail.webp;

/** Red and blue lack what green, and blue what red, says of them; how much each square says for itself. */
final class ColorTransform implements RowTransform {
    private final Lossless.Image shares;
    private final int width;
    private int y;

    ColorTransform(Lossless.Image shares, int width) {
        this.shares = shares;
        this.width = width;
    }

    @Override
    public void undo(int[] row) {
        for (int x = 0; x < width; x++) {
            int share = shares.at(x, y);
            int pixel = row[x];
            int green = pixel >> 8;
            int red = (pixel >> 16) + of(share, green);
            int blue = pixel + of(share >> 8, green) + of(share >> 16, red);
            row[x] = (pixel & 0xff00ff00) | (red & 0xff) << 16 | (blue & 0xff);
        }
        y++;
    }

    /** Both are signed bytes, the share in 32nds. */
    private static int of(int share, int color) {
        return ((byte) share * (byte) color) >> 5;
    }
}
