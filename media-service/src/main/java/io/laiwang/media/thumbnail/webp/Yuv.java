package io.laiwang.media.thumbnail.webp;

/** Brightness and two colors at half size, of video's range (BT.601), as red, green and blue. */
final class Yuv {
    private static final int FRACTION = 6;

    private Yuv() {}

    /** @param y of the row within the planes */
    static void row(Plane luma, Plane blue, Plane red, int y, int[] pixels) {
        int lumaAt = luma.at(0, 0, y);
        int colorAt = blue.at(0, 0, y / 2);
        for (int x = 0; x < pixels.length; x++) {
            pixels[x] = pixel(luma.pixels[lumaAt + x], blue.pixels[colorAt + x / 2], red.pixels[colorAt + x / 2]);
        }
    }

    /** With 14 bits behind the point, rounded as the reference decoder does. */
    private static int pixel(int y, int u, int v) {
        int bright = (y * 19_077) >> 8;
        int r = bright + ((v * 26_149) >> 8) - 14_234;
        int g = bright - ((u * 6_419) >> 8) - ((v * 13_320) >> 8) + 8_708;
        int b = bright + ((u * 33_050) >> 8) - 17_685;
        return clamp(r) << 16 | clamp(g) << 8 | clamp(b);
    }

    private static int clamp(int value) {
        return Math.clamp(value >> FRACTION, 0, 255);
    }
}
