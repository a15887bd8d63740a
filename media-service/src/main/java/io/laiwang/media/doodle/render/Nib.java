package io.laiwang.media.doodle.render;

import io.laiwang.media.doodle.format.Points;
import io.laiwang.media.doodle.format.Stroke;

/** How wide a line is: three tenths of its width when barely touched, all of it at full pressure. */
final class Nib {
    private static final float LEAST = 0.3f;

    private Nib() {}

    static float width(Stroke stroke, int pressure) {
        return stroke.width() * (LEAST + (1 - LEAST) * pressure / Points.FULL_PRESSURE);
    }
}
