package io.laiwang.media.thumbnail.jpeg;

import io.laiwang.media.thumbnail.picture.BadPicture;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a picture is made of: one color or three, in units of blocks of 8 by 8 samples. */
final class Frame {
    private static final int BLOCK = 8;

    final int width;
    final int height;
    final boolean progressive;
    final List<Component> components = new ArrayList<>();
    final int unitsWide;
    final int unitsHigh;
    private int across = 1;
    private int down = 1;

    Frame(ByteBuffer segment, boolean progressive) throws BadPicture {
        this.progressive = progressive;
        int precision = segment.get();
        this.height = segment.getShort() & 0xffff;
        this.width = segment.getShort() & 0xffff;
        int count = segment.get();
        if (precision != 8 || (count != 1 && count != 3) || width == 0 || height == 0) {
            throw new BadPicture("kind");
        }
        for (int i = 0; i < count; i++) {
            components.add(component(segment, count == 1));
        }
        unitsWide = up(width, BLOCK * across);
        unitsHigh = up(height, BLOCK * down);
        components.forEach(this::measure);
    }

    private Component component(ByteBuffer segment, boolean alone) throws BadPicture {
        int id = segment.get();
        int factors = segment.get();
        Component component =
                new Component(id, alone ? 1 : (factors >> 4) & 0xf, alone ? 1 : factors & 0xf, segment.get() & 3);
        if (!isFactor(component.across) || !isFactor(component.down)) {
            throw new BadPicture("sampling");
        }
        across = Math.max(across, component.across);
        down = Math.max(down, component.down);
        return component;
    }

    private static boolean isFactor(int factor) {
        return factor >= 1 && factor <= 4;
    }

    private void measure(Component component) {
        component.blocksWide = up(up(width * component.across, across), BLOCK);
        component.blocksHigh = up(up(height * component.down, down), BLOCK);
        component.stride = unitsWide * component.across;
    }

    private static int up(int value, int step) {
        return (value + step - 1) / step;
    }

    int unitHeight() {
        return BLOCK * down;
    }

    /** How many samples the widest of its colors has for one of this. */
    int across() {
        return across;
    }

    int down() {
        return down;
    }

    boolean isNamedRgb() {
        return components.size() == 3
                && components.get(0).id == 'R'
                && components.get(1).id == 'G'
                && components.get(2).id == 'B';
    }

    /** Numbers that it takes to hold the whole picture. */
    long coefficients() {
        return components.stream()
                .mapToLong(component -> 64L * component.stride * unitsHigh * component.down)
                .sum();
    }
}
