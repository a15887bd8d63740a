package io.laiwang.media.thumbnail.webp;

import io.laiwang.media.thumbnail.picture.BadPicture;

/** How clear a lossy picture is: a lossless image of its green alone, or bytes as they are, each row as it differs. */
final class AlphaPlane implements AlphaRows {
    private static final int NONE = 0;
    private static final int LEFT = 1;
    private static final int ABOVE = 2;

    private interface Source {
        void next(int[] row) throws BadPicture;
    }

    private final Source source;
    private final int filter;
    private int[] row;
    private int[] above;
    private boolean isFirst = true;

    private AlphaPlane(Source source, int filter, int width) {
        this.source = source;
        this.filter = filter;
        this.row = new int[width];
        this.above = new int[width];
    }

    static AlphaPlane of(byte[] chunk, int width, int height) throws BadPicture {
        int filter = chunk[0] >> 2 & 3;
        if ((chunk[0] & 3) == 1) {
            Lossless image = new Lossless(chunk, 1, chunk.length, width, height, true);
            return new AlphaPlane(row -> greens(image, row), filter, width);
        }
        if ((long) width * height > chunk.length - 1) {
            throw new BadPicture("ends early");
        }
        int[] at = {1};
        return new AlphaPlane(
                row -> {
                    for (int x = 0; x < width; x++) {
                        row[x] = chunk[at[0]++] & 0xff;
                    }
                },
                filter,
                width);
    }

    private static void greens(Lossless image, int[] row) throws BadPicture {
        image.next(row);
        for (int x = 0; x < row.length; x++) {
            row[x] = row[x] >> 8 & 0xff;
        }
    }

    @Override
    public void onWhite(int[] pixels) throws BadPicture {
        source.next(row);
        if (filter != NONE) {
            row[0] = (row[0] + (isFirst ? 0 : above[0])) & 0xff;
            for (int x = 1; x < row.length; x++) {
                row[x] = (row[x] + said(x)) & 0xff;
            }
        }
        for (int x = 0; x < pixels.length; x++) {
            pixels[x] = AlphaRows.onWhite(pixels[x], row[x]);
        }
        int[] next = above;
        above = row;
        row = next;
        isFirst = false;
    }

    private int said(int x) {
        if (isFirst || filter == LEFT) {
            return row[x - 1];
        }
        return filter == ABOVE ? above[x] : Math.clamp(row[x - 1] + above[x] - above[x - 1], 0, 255);
    }
}
