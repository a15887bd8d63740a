package io.laiwang.media.thumbnail.webp;

/** Red and blue lack green. */
record GreenTransform(int width) implements RowTransform {
    @Override
    public void undo(int[] row) {
        for (int x = 0; x < width; x++) {
            int green = row[x] >> 8 & 0xff;
            row[x] = RowTransform.sum(row[x], green << 16 | green);
        }
    }
}
