package io.laiwang.media.thumbnail.picture;

/** What a PNG did to a row so that it packs better, undone. */
final class PngFilter {
    private PngFilter() {}

    /** @param pixel bytes of a whole pixel, one at least */
    static void undo(int filter, byte[] row, byte[] above, int pixel) throws BadPicture {
        switch (filter) {
            case 0 -> {}
            case 1 -> left(row, pixel);
            case 2 -> up(row, above);
            case 3 -> average(row, above, pixel);
            case 4 -> paeth(row, above, pixel);
            default -> throw new BadPicture("filter");
        }
    }

    private static void left(byte[] row, int pixel) {
        for (int i = pixel; i < row.length; i++) {
            row[i] = (byte) (row[i] + row[i - pixel]);
        }
    }

    private static void up(byte[] row, byte[] above) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) (row[i] + above[i]);
        }
    }

    private static void average(byte[] row, byte[] above, int pixel) {
        for (int i = 0; i < row.length; i++) {
            int left = i < pixel ? 0 : row[i - pixel] & 0xff;
            row[i] = (byte) (row[i] + (left + (above[i] & 0xff)) / 2);
        }
    }

    private static void paeth(byte[] row, byte[] above, int pixel) {
        for (int i = 0; i < row.length; i++) {
            int left = i < pixel ? 0 : row[i - pixel] & 0xff;
            int corner = i < pixel ? 0 : above[i - pixel] & 0xff;
            row[i] = (byte) (row[i] + nearest(left, above[i] & 0xff, corner));
        }
    }

    private static int nearest(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }
}
