package io.laiwang.media.thumbnail.picture;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes a picture smaller by averaging: a pixel of the result is the mean of all that it covers, weighted by how much of
 * each it covers. Exact in integers, so the order of rows doesn't matter. Holds sums of the small picture alone. Never
 * makes a picture larger.
 */
public final class Shrink implements Rows {
    private static final long MOST_PIXELS = 50_000_000;
    private static final int LONGEST_SIDE = 65_535;
    private static final int CHANNELS = 3;

    private final int size;
    private @Nullable Spread columns;
    private @Nullable Spread rows;
    private long[] sums = {};
    private int[] line = {};
    private long missing;

    /** @param size of the longer side at most, in pixels */
    public Shrink(int size) {
        this.size = size;
    }

    @Override
    public void start(int width, int height) throws BadPicture {
        missing = (long) width * height;
        if (width <= 0 || height <= 0 || width > LONGEST_SIDE || height > LONGEST_SIDE || missing > MOST_PIXELS) {
            throw new BadPicture("size");
        }
        int longer = Math.max(width, height);
        int longest = Math.min(size, longer);
        columns = new Spread(width, scaled(width, longest, longer));
        rows = new Spread(height, scaled(height, longest, longer));
        line = new int[columns.targets() * CHANNELS];
        sums = new long[line.length * rows.targets()];
    }

    private static int scaled(int side, int longest, int longer) {
        return Math.max(1, (int) (((long) side * longest + longer / 2) / longer));
    }

    @Override
    public void add(int y, int firstX, int step, int[] pixels, int count) {
        Spread across = started(columns);
        Arrays.fill(line, 0);
        for (int i = 0; i < count; i++) {
            int x = firstX + i * step;
            int at = across.target(x) * CHANNELS;
            int weight = across.weight(x);
            addPixel(at, pixels[i], weight);
            if (weight < across.targets()) {
                addPixel(at + CHANNELS, pixels[i], across.targets() - weight);
            }
        }
        addLine(started(rows), y);
        missing -= count;
    }

    private void addPixel(int at, int pixel, int weight) {
        line[at] += ((pixel >> 16) & 0xff) * weight;
        line[at + 1] += ((pixel >> 8) & 0xff) * weight;
        line[at + 2] += (pixel & 0xff) * weight;
    }

    private void addLine(Spread down, int y) {
        int weight = down.weight(y);
        addLine(down.target(y), weight);
        if (weight < down.targets()) {
            addLine(down.target(y) + 1, down.targets() - weight);
        }
    }

    private void addLine(int target, int weight) {
        int start = target * line.length;
        for (int i = 0; i < line.length; i++) {
            sums[start + i] += (long) line[i] * weight;
        }
    }

    /** The small picture. Fails when pixels are missing. */
    public Raster raster() throws BadPicture {
        if (missing != 0) {
            throw new BadPicture("pixels are missing");
        }
        Spread across = started(columns);
        Spread down = started(rows);
        long all = (long) across.sources() * down.sources();
        int[] pixels = new int[sums.length / CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] =
                    (mean(CHANNELS * i, all) << 16) | (mean(CHANNELS * i + 1, all) << 8) | mean(CHANNELS * i + 2, all);
        }
        return new Raster(across.targets(), down.targets(), pixels);
    }

    private int mean(int at, long all) {
        return (int) ((sums[at] + all / 2) / all);
    }

    private static Spread started(@Nullable Spread spread) {
        if (spread == null) {
            throw new IllegalStateException("not started");
        }
        return spread;
    }
}
