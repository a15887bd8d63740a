package io.laiwang.media.doodle.format;

import io.laiwang.contracts.Problem;
import io.laiwang.kit.problem.Refused;
import java.util.List;
import java.util.UUID;

/**
 * A drawing that keeps every limit of the protocol: who has one needs to check nothing.
 *
 * @param strokes from the lowest to the topmost, which is the order they were drawn in
 */
public record Drawing(int width, int height, Background background, List<Stroke> strokes) {
    public static final int MAX_SIZE = 4096;
    public static final int MAX_STROKES = 2_000;
    public static final int MAX_POINTS = 100_000;
    /** A drawing may take a day. */
    public static final int MAX_T = 86_400_000;

    static final String TOO_MANY_STROKES = "must be at most 2,000";
    static final String TOO_MANY_POINTS = "are too many: a drawing has at most 100,000 points";

    /** What an eraser uncovers. */
    public sealed interface Background {
        /** @param rgb {@code 0xrrggbb} */
        record Color(int rgb) implements Background {}

        record Picture(UUID mediaId) implements Background {}
    }

    /** @throws Refused naming the field, such as {@code strokes[3].points[17]} */
    public Drawing {
        strokes = List.copyOf(strokes);
        require(width >= 1 && width <= MAX_SIZE, "width", "must be from 1 to " + MAX_SIZE);
        require(height >= 1 && height <= MAX_SIZE, "height", "must be from 1 to " + MAX_SIZE);
        require(strokes.size() <= MAX_STROKES, "strokes", TOO_MANY_STROKES);
        int points = 0;
        int t = 0;
        for (int i = 0; i < strokes.size(); i++) {
            Stroke stroke = strokes.get(i);
            String field = "strokes[" + i + "]";
            require(stroke.width() > 0 && stroke.width() <= MAX_SIZE, field + ".width", "must be above 0, to 4096");
            t = checkPoints(stroke.points(), field + ".points", width, height, t);
            points += stroke.points().size();
            require(points <= MAX_POINTS, field + ".points", TOO_MANY_POINTS);
        }
    }

    public int pointCount() {
        return strokes.stream().mapToInt(stroke -> stroke.points().size()).sum();
    }

    /** From the beginning of the drawing to its last point. */
    public int durationMs() {
        if (strokes.isEmpty()) {
            return 0;
        }
        Points last = strokes.getLast().points();
        return last.t(last.size() - 1);
    }

    /** @return the time of the last point */
    private static int checkPoints(Points points, String field, int width, int height, int since) {
        require(points.size() > 0, field, "must have at least one point");
        int t = since;
        for (int i = 0; i < points.size(); i++) {
            String fault = fault(points, i, width, height, t);
            if (!fault.isEmpty()) {
                throw new Refused(Problem.invalid(field + "[" + i + "]", fault));
            }
            t = points.t(i);
        }
        return t;
    }

    private static String fault(Points points, int i, int width, int height, int since) {
        if (points.x(i) < 0 || points.x(i) > width * Points.STEPS) {
            return "must have an x from 0 to the drawing's width";
        }
        if (points.y(i) < 0 || points.y(i) > height * Points.STEPS) {
            return "must have a y from 0 to the drawing's height";
        }
        if (points.t(i) < since || points.t(i) > MAX_T) {
            return "must have a t that doesn't fall and is at most 86400000";
        }
        return points.pressure(i) < 0 || points.pressure(i) > Points.FULL_PRESSURE ? "must have a p from 0 to 1" : "";
    }

    private static void require(boolean ok, String field, String message) {
        if (!ok) {
            throw new Refused(Problem.invalid(field, message));
        }
    }
}
