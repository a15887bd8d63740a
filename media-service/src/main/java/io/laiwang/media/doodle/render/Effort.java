package io.laiwang.media.doodle.render;

import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.doodle.format.Points;
import io.laiwang.media.doodle.format.Stroke;

/**
 * What drawing costs, estimated from lengths and widths before it begins. Anyone may send a drawing whose lines cover
 * its canvas a thousand times over; it must cost a second, not a minute, and its pixels are noise at any size.
 */
final class Effort {
    /** In pixels of an edge, the costliest ones; about a second's worth. */
    private static final double MOST = 120e6;

    private static final double EDGES_OF_A_LENGTH = 6;
    /** The pieces of a curve overlap where they meet, the more the wider they are. */
    private static final double EDGES_OF_A_JOINT = 24;

    private static final double OF_A_FILLED_PIXEL = 0.03;
    private static final double OF_A_LAID_PIXEL = 0.4;
    private static final double OF_A_POINT = 40;
    private static final int COARSEST = 128;

    private Effort() {}

    /** How many pixels of the picture, each way, one drawn pixel makes: 1, 2, 4 … */
    static int coarseness(Drawing drawing, float scale) {
        int times = 1;
        while (times < COARSEST && of(drawing, scale / times) > MOST) {
            times *= 2;
        }
        return times;
    }

    private static double of(Drawing drawing, double scale) {
        double canvas = drawing.width() * scale * drawing.height() * scale;
        return drawing.strokes().stream()
                .mapToDouble(stroke -> of(stroke, scale, canvas))
                .sum();
    }

    private static double of(Stroke stroke, double scale, double canvas) {
        Points points = stroke.points();
        double length = 0;
        for (int i = 1; i < points.size(); i++) {
            length += Math.hypot(points.x(i) - points.x(i - 1), points.y(i) - points.y(i - 1));
        }
        double pixels = length * scale / Points.STEPS;
        double width = stroke.width() * scale;
        double filled = Math.min((pixels + points.size() * width) * width, points.size() * canvas);
        return pixels * EDGES_OF_A_LENGTH
                + points.size() * width * EDGES_OF_A_JOINT
                + filled * OF_A_FILLED_PIXEL
                + Math.min(filled, canvas) * OF_A_LAID_PIXEL
                + points.size() * OF_A_POINT;
    }
}
