package io.laiwang.media.doodle.render;

import io.laiwang.media.thumbnail.picture.Raster;

/** A photo that fills the picture from the middle; between its pixels colors are mixed by distance (bilinear). */
final class PhotoPaper implements Paper {
    private static final int ONE = 256;
    private static final int RED_AND_BLUE = 0xff00ff;
    private static final int GREEN = 0x00ff00;

    private final Raster photo;
    private final int width;
    /** Pixels of the photo in one of the picture. */
    private final double unit;

    private final double top;
    private final int[] lefts;
    private final int[] shares;

    PhotoPaper(Raster photo, int width, int height) {
        this.photo = photo;
        this.width = width;
        this.unit = Math.min((double) photo.width() / width, (double) photo.height() / height);
        this.top = (photo.height() - height * unit) / 2;
        this.lefts = new int[width];
        this.shares = new int[width];
        double left = (photo.width() - width * unit) / 2;
        for (int x = 0; x < width; x++) {
            double at = place(left, x, photo.width());
            lefts[x] = (int) at;
            shares[x] = share(at);
        }
    }

    private double place(double start, int pixel, int size) {
        return Math.clamp(start + (pixel + 0.5) * unit - 0.5, 0, size - 1);
    }

    private static int share(double at) {
        return (int) Math.round((at - (int) at) * ONE);
    }

    @Override
    public void fill(int[] pixels, int firstRow, int rows) {
        int[] source = photo.pixels();
        for (int row = 0; row < rows; row++) {
            double at = place(top, firstRow + row, photo.height());
            int first = (int) at;
            int upper = first * photo.width();
            int lower = Math.min(first + 1, photo.height() - 1) * photo.width();
            int down = share(at);
            for (int x = 0; x < width; x++) {
                int left = lefts[x];
                int right = Math.min(left + 1, photo.width() - 1);
                int above = mix(source[upper + left], source[upper + right], shares[x]);
                int below = mix(source[lower + left], source[lower + right], shares[x]);
                pixels[row * width + x] = mix(above, below, down);
            }
        }
    }

    /** @param share of the other, 0 to 256 */
    private static int mix(int one, int other, int share) {
        int rest = ONE - share;
        int redAndBlue = ((one & RED_AND_BLUE) * rest + (other & RED_AND_BLUE) * share) >>> 8;
        int green = ((one & GREEN) * rest + (other & GREEN) * share) >>> 8;
        return (redAndBlue & RED_AND_BLUE) | (green & GREEN);
    }
}
