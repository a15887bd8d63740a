package io.laiwang.media.thumbnail.jpeg;

/** The order in which a block's numbers are written, from the coarse to the fine, as places of the block. */
public final class ZigZag {
    static final int[] ORDER = order();

    private ZigZag() {}

    public static int place(int k) {
        return ORDER[k];
    }

    private static int[] order() {
        int[] order = new int[64];
        int k = 0;
        for (int diagonal = 0; diagonal < 15; diagonal++) {
            int from = Math.max(0, diagonal - 7);
            int to = Math.min(7, diagonal);
            for (int i = from; i <= to; i++) {
                int row = diagonal % 2 == 0 ? diagonal - i : i;
                order[k++] = 8 * row + diagonal - row;
            }
        }
        return order;
    }
}
