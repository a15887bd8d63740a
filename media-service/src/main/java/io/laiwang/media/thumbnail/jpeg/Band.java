package io.laiwang.media.thumbnail.jpeg;

import io.laiwang.media.thumbnail.picture.Rows;

/** Makes rows of pixels of one row of units at a time. */
final class Band {
    private final Frame frame;
    private final boolean rgb;
    private final Rows rows;
    private final InverseDct dct = new InverseDct();
    private final int[] pixels;

    /** @param rgb whether the colors are what they are called, not brightness and two differences (JFIF) */
    Band(Frame frame, boolean rgb, Rows rows) {
        this.frame = frame;
        this.rgb = rgb;
        this.rows = rows;
        this.pixels = new int[frame.width];
        for (Component component : frame.components) {
            component.samples = new byte[64 * component.stride * component.down];
        }
    }

    /** @param y the block's row in the picture */
    void block(Component component, int x, int y, short[] numbers, int at, int[] quantization) {
        int width = 8 * component.stride;
        int start = 8 * (y % component.down) * width + 8 * x;
        dct.write(numbers, at, quantization, component.samples, start, width);
    }

    void rowDone(int unitRow) {
        int top = unitRow * frame.unitHeight();
        for (int y = 0; y < frame.unitHeight() && top + y < frame.height; y++) {
            if (frame.components.size() == 1) {
                grey(y);
            } else {
                color(y);
            }
            rows.add(top + y, pixels, frame.width);
        }
    }

    private void grey(int y) {
        Component only = frame.components.getFirst();
        for (int x = 0; x < frame.width; x++) {
            pixels[x] = (only.samples[8 * only.stride * y + x] & 0xff) * 0x010101;
        }
    }

    private void color(int y) {
        Component first = frame.components.get(0);
        Component second = frame.components.get(1);
        Component third = frame.components.get(2);
        int row0 = row(first, y);
        int row1 = row(second, y);
        int row2 = row(third, y);
        int all = frame.across();
        for (int x = 0; x < frame.width; x++) {
            int a = first.samples[row0 + x * first.across / all] & 0xff;
            int b = second.samples[row1 + x * second.across / all] & 0xff;
            int c = third.samples[row2 + x * third.across / all] & 0xff;
            pixels[x] = rgb ? (a << 16) | (b << 8) | c : convert(a, b - 128, c - 128);
        }
    }

    private int row(Component component, int y) {
        return 8 * component.stride * (y * component.down / frame.down());
    }

    private static int convert(int y, int cb, int cr) {
        int red = Math.clamp(y + ((91_881 * cr + 32_768) >> 16), 0, 255);
        int green = Math.clamp(y - ((22_554 * cb + 46_802 * cr + 32_768) >> 16), 0, 255);
        int blue = Math.clamp(y + ((116_130 * cb + 32_768) >> 16), 0, 255);
        return (red << 16) | (green << 8) | blue;
    }
}
