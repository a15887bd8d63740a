package io.laiwang.media.doodle.render;

import io.laiwang.media.doodle.format.Stroke.Tool;
import java.util.Arrays;

/**
 * Some rows of the picture. A stroke is first gathered in a mask (how much of each pixel it covers, where it crosses
 * itself the most that any of its pieces covers) and then laid on the pixels once, so that a marker doesn't darken
 * where it crosses itself.
 */
final class Band {
    /** Pixels are looked at in blocks: a row of the largest picture has as many as a long has bits. */
    private static final int BLOCK_BITS = 6;

    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int FULL = 255;

    private final int width;
    private final int capacity;
    private final int[] pixels;
    private final int[] paper;
    private final byte[] mask;
    private final long[] touched;
    /** Rows that the stroke has covered from end to end: nothing can be added to them. */
    private final boolean[] whole;

    private int wholeRows;
    private int top;
    private int rows;

    Band(int width, int capacity) {
        this.width = width;
        this.capacity = capacity;
        this.pixels = new int[width * capacity];
        this.paper = new int[width * capacity];
        this.mask = new byte[width * capacity];
        this.touched = new long[capacity];
        this.whole = new boolean[capacity];
    }

    /** To the rows from there on, as many as fit, all of them bare paper. */
    void moveTo(int firstRow, int endRow, Paper background) {
        top = firstRow;
        rows = Math.min(capacity, endRow - firstRow);
        background.fill(paper, firstRow, rows);
        System.arraycopy(paper, 0, pixels, 0, width * rows);
    }

    int rows() {
        return rows;
    }

    int[] pixels() {
        return pixels;
    }

    void draw(Trail trail, Tool tool, int color) {
        if (!trail.touches(top, top + rows)) {
            return;
        }
        Capsule capsule = new Capsule(width);
        for (int i = 0; i < trail.pieces() && wholeRows < rows; i++) {
            capsule.set(trail.x(i), trail.y(i), trail.radius(i), trail.x(i + 1), trail.y(i + 1), trail.radius(i + 1));
            int from = Math.max(top, capsule.firstRow());
            int to = Math.min(top + rows - 1, capsule.lastRow());
            for (int y = from; y <= to; y++) {
                cover(capsule, y);
            }
        }
        lay(tool, color);
    }

    private void cover(Capsule capsule, int y) {
        int row = y - top;
        if (whole[row] || !capsule.row(y)) {
            return;
        }
        int offset = row * width;
        capsule.cover(mask, offset, capsule.from(), capsule.solidFrom() - 1);
        if (capsule.solidFrom() <= capsule.solidTo()) {
            Arrays.fill(mask, offset + capsule.solidFrom(), offset + capsule.solidTo() + 1, (byte) FULL);
            whole[row] = capsule.solidFrom() == 0 && capsule.solidTo() == width - 1;
            wholeRows += whole[row] ? 1 : 0;
        }
        capsule.cover(mask, offset, Math.max(capsule.from(), capsule.solidTo() + 1), capsule.to());
        touched[row] |= (-1L << (capsule.from() >> BLOCK_BITS)) & (-1L >>> (BLOCK - 1 - (capsule.to() >> BLOCK_BITS)));
    }

    private void lay(Tool tool, int color) {
        for (int row = 0; row < rows; row++) {
            for (long blocks = touched[row]; blocks != 0; blocks &= blocks - 1) {
                int from = Long.numberOfTrailingZeros(blocks) << BLOCK_BITS;
                int end = Math.min(from + BLOCK, width);
                layBlock(tool, color, row * width + from, row * width + end);
            }
            touched[row] = 0;
            whole[row] = false;
        }
        wholeRows = 0;
    }

    private void layBlock(Tool tool, int color, int from, int end) {
        for (int i = from; i < end; i++) {
            int cover = mask[i] & FULL;
            if (cover != 0) {
                mask[i] = 0;
                pixels[i] = switch (tool) {
                    case PEN -> Blend.over(pixels[i], color, cover);
                    case MARKER -> Blend.multiply(pixels[i], color, cover);
                    case ERASER -> Blend.over(pixels[i], paper[i], cover);
                };
            }
        }
    }
}
