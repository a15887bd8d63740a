package io.laiwang.media.doodle.render;

import io.laiwang.media.doodle.format.Points;
import io.laiwang.media.doodle.format.Stroke;
import java.util.Arrays;

/**
 * A stroke's line as straight pieces, in pixels, with the radius at each joint.
 *
 * <p>The line is smoothed the way most drawing programs do: it runs from the middle between two points to the middle
 * between the next two as a quadratic Bézier curve whose control point is the point between them, and begins and ends
 * at the stroke's first and last point.
 */
final class Trail {
    /** How far a straight piece may be from the curve, in pixels. */
    private static final float TOLERANCE = 0.2f;

    private static final int MOST_PIECES = 12;
    private static final int FIELDS = 3;

    private float[] joints;
    private int used;
    private float top = Float.MAX_VALUE;
    private float bottom = -Float.MAX_VALUE;

    private Trail(int points) {
        this.joints = new float[(points + 2) * FIELDS];
    }

    static Trail of(Stroke stroke, float scale) {
        Points points = stroke.points();
        float unit = scale / Points.STEPS;
        Trail trail = new Trail(points.size());
        trail.add(points.x(0) * unit, points.y(0) * unit, radius(stroke, 0, scale));
        for (int i = 0; i + 1 < points.size(); i++) {
            float x = (points.x(i) + points.x(i + 1)) * 0.5f * unit;
            float y = (points.y(i) + points.y(i + 1)) * 0.5f * unit;
            float radius = (radius(stroke, i, scale) + radius(stroke, i + 1, scale)) * 0.5f;
            trail.curve(points.x(i) * unit, points.y(i) * unit, x, y, radius);
        }
        int last = points.size() - 1;
        if (last > 0) {
            trail.add(points.x(last) * unit, points.y(last) * unit, radius(stroke, last, scale));
        }
        return trail;
    }

    /** Of a single point there is one piece without a length: a dot. */
    int pieces() {
        return Math.max(1, used / FIELDS - 1);
    }

    float x(int joint) {
        return joints[at(joint)];
    }

    float y(int joint) {
        return joints[at(joint) + 1];
    }

    float radius(int joint) {
        return joints[at(joint) + 2];
    }

    boolean touches(int firstRow, int endRow) {
        return bottom >= firstRow && top <= endRow;
    }

    private int at(int joint) {
        return Math.min(joint * FIELDS, used - FIELDS);
    }

    private void curve(float cx, float cy, float x, float y, float radius) {
        float fromX = joints[used - FIELDS];
        float fromY = joints[used - FIELDS + 1];
        float fromRadius = joints[used - FIELDS + 2];
        int count = pieces(fromX - 2 * cx + x, fromY - 2 * cy + y);
        for (int k = 1; k < count; k++) {
            float t = (float) k / count;
            float a = (1 - t) * (1 - t);
            float b = 2 * t * (1 - t);
            float c = t * t;
            add(a * fromX + b * cx + c * x, a * fromY + b * cy + c * y, fromRadius + (radius - fromRadius) * t);
        }
        add(x, y, radius);
    }

    /** The distance of a curve from its n equal pieces is a quarter of its second difference, over n². */
    private static int pieces(float ddx, float ddy) {
        float bend = (float) Math.sqrt(ddx * ddx + ddy * ddy);
        return Math.clamp((int) Math.ceil(Math.sqrt(bend / (4 * TOLERANCE))), 1, MOST_PIECES);
    }

    private void add(float x, float y, float radius) {
        if (used == joints.length) {
            joints = Arrays.copyOf(joints, used * 2);
        }
        joints[used] = x;
        joints[used + 1] = y;
        joints[used + 2] = radius;
        used += FIELDS;
        top = Math.min(top, y - radius - 1);
        bottom = Math.max(bottom, y + radius + 1);
    }

    private static float radius(Stroke stroke, int point, float scale) {
        return Nib.width(stroke, stroke.points().pressure(point)) * scale * 0.5f;
    }
}
