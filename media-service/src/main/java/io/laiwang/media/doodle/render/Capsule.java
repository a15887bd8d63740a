package io.laiwang.media.doodle.render;

/**
 * A straight piece of a line with round ends, perhaps wider at one: all that is nearer to its axis than its radius
 * there. A pixel is covered by as much as its middle is inside the edge, half a pixel either way; that is the area to
 * within a few hundredths for lines that aren't much finer than a pixel, and finer ones are drawn a pixel wide and as
 * much paler.
 */
final class Capsule {
    private static final float HALF = 0.5f;
    /** Narrower ones have no middle that it would pay to look for. */
    private static final float LEAST_SOLID = 1;

    private final int width;
    private float ax;
    private float ay;
    private float ar;
    private float bx;
    private float by;
    private float br;
    private float dx;
    private float dy;
    private float inverse;
    private float inverseDy;
    private float strength;
    private float outer;
    private float solid;
    /** The axis turned by a right angle, of length one. */
    private float acrossX;

    private float acrossY;

    private float left;
    private float right;
    private float y;
    private int from;
    private int to;
    private int solidFrom;
    private int solidTo;

    Capsule(int width) {
        this.width = width;
    }

    void set(float ax, float ay, float ar, float bx, float by, float br) {
        this.ax = ax;
        this.ay = ay;
        this.ar = Math.max(ar, HALF);
        this.bx = bx;
        this.by = by;
        this.br = Math.max(br, HALF);
        this.strength = Math.min(1, ar + br);
        this.outer = Math.max(this.ar, this.br) + HALF;
        this.solid = Math.min(this.ar, this.br) - HALF;
        this.dx = bx - ax;
        this.dy = by - ay;
        float square = dx * dx + dy * dy;
        float length = (float) Math.sqrt(square);
        this.inverse = square > 0 ? 1 / square : 0;
        this.inverseDy = dy == 0 ? 0 : 1 / dy;
        this.acrossX = square > 0 ? -dy / length : 0;
        this.acrossY = square > 0 ? dx / length : 0;
    }

    int firstRow() {
        return (int) Math.floor(Math.min(ay - ar, by - br) - HALF);
    }

    int lastRow() {
        return (int) Math.ceil(Math.max(ay + ar, by + br) + HALF);
    }

    /** Looks at a row of pixels: whether it may cover any, which, and which of them wholly. */
    boolean row(int row) {
        y = row + HALF;
        cut(outer);
        from = Math.max(0, (int) Math.floor(left - HALF));
        to = Math.min(width - 1, (int) Math.ceil(right - HALF));
        solidFrom = to + 1;
        solidTo = to;
        if (from <= to && solid >= LEAST_SOLID) {
            cut(solid);
            int first = Math.max(from, (int) Math.ceil(left - HALF));
            int last = Math.min(to, (int) Math.floor(right - HALF));
            if (first <= last) {
                solidFrom = first;
                solidTo = last;
            }
        }
        return from <= to;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Behind {@link #to} where nothing is wholly covered. */
    int solidFrom() {
        return solidFrom;
    }

    int solidTo() {
        return solidTo;
    }

    /** Raises the mask of the row's pixels to what this covers of them. */
    void cover(byte[] mask, int offset, int first, int last) {
        float py = y - ay;
        float dr = br - ar;
        float along = py * dy;
        for (int x = first; x <= last; x++) {
            float px = x + HALF - ax;
            float t = Math.min(1, Math.max(0, (px * dx + along) * inverse));
            float ex = px - t * dx;
            float ey = py - t * dy;
            float inside = ar + t * dr + HALF - (float) Math.sqrt(ex * ex + ey * ey);
            if (inside > 0) {
                int cover = (int) (Math.min(1, inside) * strength * 255 + HALF);
                if (cover > (mask[offset + x] & 0xff)) {
                    mask[offset + x] = (byte) cover;
                }
            }
        }
    }

    /** From where to where the row is within a distance of the axis; the left is right of the right where it isn't. */
    private void cut(float distance) {
        left = Float.MAX_VALUE;
        right = -Float.MAX_VALUE;
        cutEnd(ax, y - ay, distance);
        cutEnd(bx, y - by, distance);
        if (dy != 0) {
            float nx = acrossX * distance;
            float ny = acrossY * distance;
            cutSide(ax + nx, (y - ay - ny) * inverseDy);
            cutSide(ax - nx, (y - ay + ny) * inverseDy);
        }
    }

    private void cutEnd(float x, float py, float distance) {
        float rest = distance * distance - py * py;
        if (rest >= 0) {
            float half = (float) Math.sqrt(rest);
            left = Math.min(left, x - half);
            right = Math.max(right, x + half);
        }
    }

    /** Where the row meets the straight edge that begins at {@code x}, if it does. */
    private void cutSide(float x, float share) {
        if (share >= 0 && share <= 1) {
            left = Math.min(left, x + share * dx);
            right = Math.max(right, x + share * dx);
        }
    }
}
