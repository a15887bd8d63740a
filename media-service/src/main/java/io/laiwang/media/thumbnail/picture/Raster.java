package io.laiwang.media.thumbnail.picture;

/** A small picture, whole: its pixels as {@code 0xrrggbb}, row by row. */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Raster(int width, int height, int[] pixels) {
    /** As it is shown that lies so, by EXIF's number. */
    public Raster turned(int orientation) {
        if (orientation == 1) {
            return this;
        }
        boolean swapped = orientation >= 5;
        Raster turned = new Raster(swapped ? height : width, swapped ? width : height, new int[pixels.length]);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                turned.pixels[turned.place(orientation, x, y)] = pixels[y * width + x];
            }
        }
        return turned;
    }

    private int place(int orientation, int x, int y) {
        int right = width - 1;
        int bottom = height - 1;
        return switch (orientation) {
            case 2 -> y * width + right - x;
            case 3 -> (bottom - y) * width + right - x;
            case 4 -> (bottom - y) * width + x;
            case 5 -> x * width + y;
            case 6 -> x * width + right - y;
            case 7 -> (bottom - x) * width + right - y;
            case 8 -> (bottom - x) * width + y;
            default -> y * width + x;
        };
    }
}
