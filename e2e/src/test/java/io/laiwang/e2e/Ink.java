package io.laiwang.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A drawing whose points carry a canary: the way from each to the next is one byte of its compact form. */
record Ink(Canary canary, Map<String, Object> drawing) {
    private static final int STEPS = 24;
    /** So many bytes a point: its way in x, and none in y and in time. */
    private static final int POINT_BYTES = 3;
    /** A way that is written in one byte. */
    private static final int SHORT = 128;

    private static final double UNIT = 16;

    static Ink named(String name, Random random) {
        byte[] compact = new byte[STEPS * POINT_BYTES];
        List<List<Number>> points = new ArrayList<>();
        int x = 2_000 * (int) UNIT;
        points.add(List.of(x / UNIT, 100, 0));
        for (int i = 0; i < STEPS; i++) {
            int written = 1 + random.nextInt(SHORT - 1);
            compact[i * POINT_BYTES] = (byte) written;
            x += (written >>> 1) ^ -(written & 1);
            points.add(List.of(x / UNIT, 100, 0));
        }
        Map<String, Object> stroke = Map.of("tool", "pen", "color", "#345678", "width", 3, "points", points);
        Map<String, Object> drawing = Map.of(
                "width", 4_000, "height", 200, "background", Map.of("color", "#ffffff"), "strokes", List.of(stroke));
        return new Ink(Canary.of(name, compact), drawing);
    }
}
