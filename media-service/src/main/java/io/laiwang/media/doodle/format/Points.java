package io.laiwang.media.doodle.format;

import java.util.Arrays;

/**
 * The points of a stroke, packed: a hundred thousand of them are 1.6 MB. {@code x} and {@code y} are in sixteenths of
 * the drawing's unit, {@code t} in milliseconds since the drawing began, pressure in 255ths.
 */
public final class Points {
    /** Steps of a unit in which {@code x} and {@code y} are kept. */
    public static final int STEPS = 16;

    public static final int FULL_PRESSURE = 255;

    private static final int FIELDS = 4;

    private final int[] values;

    private Points(int[] values) {
        this.values = values;
    }

    /** @param coordinate from 0 to {@link Drawing#MAX_SIZE} */
    static int steps(double coordinate) {
        return (int) Math.round(coordinate * STEPS);
    }

    /** @param pressure from 0 to 1 */
    static int pressure(double pressure) {
        return (int) Math.round(pressure * FULL_PRESSURE);
    }

    public int size() {
        return values.length / FIELDS;
    }

    public int x(int i) {
        return values[i * FIELDS];
    }

    public int y(int i) {
        return values[i * FIELDS + 1];
    }

    public int t(int i) {
        return values[i * FIELDS + 2];
    }

    public int pressure(int i) {
        return values[i * FIELDS + 3];
    }

    /** Whether any point was drawn with less than full pressure. */
    public boolean hasPressure() {
        for (int i = 0; i < size(); i++) {
            if (pressure(i) != FULL_PRESSURE) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Points points && Arrays.equals(values, points.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Points[size=" + size() + "]";
    }

    /** Grows as points come, so that what a sender claims costs nothing. */
    public static final class Builder {
        private static final int FIRST = 16;

        private int[] values = new int[FIRST * FIELDS];
        private int used;

        public Builder add(int x, int y, int t, int pressure) {
            if (used == values.length) {
                values = Arrays.copyOf(values, used * 2);
            }
            values[used] = x;
            values[used + 1] = y;
            values[used + 2] = t;
            values[used + 3] = pressure;
            used += FIELDS;
            return this;
        }

        public int size() {
            return used / FIELDS;
        }

        public Points build() {
            return new Points(Arrays.copyOf(values, used));
        }
    }
}
