package io.laiwang.media.doodle.format;

import io.laiwang.contracts.Problem;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.doodle.format.Stroke.Tool;
import java.util.ArrayList;
import java.util.List;

/**
 * Traces of any size, place and time of day on their way to a drawing. What already is within a canvas that the
 * channels declare stays where it is; anything else is moved to the corner and, where it is too large, made smaller.
 */
final class InkSheet {
    private static final int WHITE = 0xffffff;
    /** Between two points, and between two strokes, where nothing says when they were drawn; in milliseconds. */
    private static final int STEP = 10;

    private static final int PAUSE = 200;
    private static final double MARGIN = 8;
    private static final int X = 0;
    private static final int Y = 1;
    private static final int T = 2;
    private static final int F = 3;

    /** What a line is drawn with. */
    record Brush(Tool tool, int color, double width) {
        static final Brush PLAIN = new Brush(Tool.PEN, 0, 4);

        Brush with(Tool other) {
            return new Brush(other, color, width);
        }

        /** A brush property; one that means nothing here changes nothing. */
        Brush with(String name, String value) {
            return switch (name) {
                case "color" -> new Brush(tool, Colors.parse(value).orElse(color), width);
                case "width" -> new Brush(tool, color, width(value));
                case "rasterOp" -> value.equals("maskPen") ? with(Tool.MARKER) : this;
                default -> this;
            };
        }

        private double width(String value) {
            try {
                double number = Double.parseDouble(value);
                return number > 0 && number <= Drawing.MAX_SIZE ? number : width;
            } catch (NumberFormatException e) {
                return width;
            }
        }
    }

    /** @param least and {@code most} of its values, {@code NaN} where it doesn't say */
    record Channel(String name, double least, double most, String units) {
        static final int MOST = 16;
        static final List<Channel> X_AND_Y =
                List.of(new Channel("X", Double.NaN, Double.NaN, ""), new Channel("Y", Double.NaN, Double.NaN, ""));

        /** Of a range that begins at 0, {@code NaN} of any other. */
        private double size() {
            return least == 0 ? most : Double.NaN;
        }

        /** Where in its range a value is, from 0 to 1; without a range it is that already. */
        private double share(double value) {
            double from = Double.isNaN(least) ? 0 : least;
            double to = Double.isNaN(most) ? 1 : most;
            return (value - from) / (to - from);
        }
    }

    private final List<Brush> pens = new ArrayList<>();
    /** X, Y, T and F of every point, one stroke behind the other. */
    private final List<double[]> points = new ArrayList<>();

    private final List<Integer> ends = new ArrayList<>();
    private Background background = new Background.Color(WHITE);
    private double declaredWidth = Double.NaN;
    private double declaredHeight = Double.NaN;
    private double time;

    void on(Background paper) {
        background = paper;
    }

    void add(Brush brush, List<Channel> channels, String text) {
        String stroke = "strokes[" + pens.size() + "]";
        require(pens.size() < Drawing.MAX_STROKES, "strokes", Drawing.TOO_MANY_STROKES);
        TraceReader reader = new TraceReader(channels.size());
        int first = points.size();
        double shift = 0;
        for (int begin = 0; begin <= text.length(); ) {
            require(points.size() < Drawing.MAX_POINTS, stroke + ".points", Drawing.TOO_MANY_POINTS);
            String field = stroke + ".points[" + (points.size() - first) + "]";
            int comma = text.indexOf(',', begin);
            int end = comma < 0 ? text.length() : comma;
            double[] point = point(channels, reader.read(text.substring(begin, end), field), points.size() == first);
            shift = points.size() == first ? shift(point[T]) : shift;
            point[T] += shift;
            check(point, field);
            time = point[T];
            points.add(point);
            begin = end + 1;
        }
        pens.add(brush);
        ends.add(points.size());
    }

    private double[] point(List<Channel> channels, double[] values, boolean first) {
        double[] point = {Double.NaN, Double.NaN, time + (first ? PAUSE : STEP), 1};
        for (int c = 0; c < values.length; c++) {
            Channel channel = channels.get(c);
            switch (channel.name()) {
                case "X" -> {
                    point[X] = values[c];
                    declaredWidth = channel.size();
                }
                case "Y" -> {
                    point[Y] = values[c];
                    declaredHeight = channel.size();
                }
                case "T" -> point[T] = Math.rint(values[c] * (channel.units().equals("s") ? 1_000 : 1));
                case "F" -> point[F] = channel.share(values[c]);
                default -> {}
            }
        }
        return point;
    }

    /** A stroke whose clock began anew, or at some time of the day, goes on where the last one ended. */
    private double shift(double t) {
        return t >= time && t <= Drawing.MAX_T ? 0 : time + (points.isEmpty() ? 0 : PAUSE) - t;
    }

    private void check(double[] point, String field) {
        require(
                Math.abs(point[X]) < Float.MAX_VALUE && Math.abs(point[Y]) < Float.MAX_VALUE,
                field,
                "must have an X and a Y");
        require(
                point[T] >= time && point[T] <= Drawing.MAX_T,
                field,
                "must have a T that doesn't fall within the stroke");
        require(point[F] >= 0 && point[F] <= 1, field, "must have an F within its channel's range");
    }

    Drawing toDrawing() {
        double left = fits() ? 0 : least(X) - MARGIN;
        double top = fits() ? 0 : least(Y) - MARGIN;
        double width = fits() ? declaredWidth : most(X) + MARGIN - left;
        double height = fits() ? declaredHeight : most(Y) + MARGIN - top;
        double scale = Math.min(1, Drawing.MAX_SIZE / Math.max(width, height));
        List<Stroke> strokes = new ArrayList<>();
        int i = 0;
        for (int s = 0; s < pens.size(); s++) {
            Points.Builder line = new Points.Builder();
            for (; i < ends.get(s); i++) {
                double[] point = points.get(i);
                line.add(
                        Points.steps((point[X] - left) * scale),
                        Points.steps((point[Y] - top) * scale),
                        (int) point[T],
                        Points.pressure(point[F]));
            }
            Brush pen = pens.get(s);
            strokes.add(new Stroke(pen.tool(), pen.color(), (float) (pen.width() * scale), line.build()));
        }
        return new Drawing(size(width * scale), size(height * scale), background, strokes);
    }

    /** Whether the canvas that the channels declare has all points on it. */
    private boolean fits() {
        return isSize(declaredWidth)
                && isSize(declaredHeight)
                && (points.isEmpty()
                        || (least(X) >= 0 && least(Y) >= 0 && most(X) <= declaredWidth && most(Y) <= declaredHeight));
    }

    private double least(int field) {
        return points.stream().mapToDouble(point -> point[field]).min().orElse(0);
    }

    private double most(int field) {
        return points.stream().mapToDouble(point -> point[field]).max().orElse(0);
    }

    private static boolean isSize(double size) {
        return size >= 1 && size <= Drawing.MAX_SIZE && size == Math.rint(size);
    }

    private static int size(double size) {
        return Math.clamp((long) Math.ceil(size - 1e-6), 1, Drawing.MAX_SIZE);
    }

    private static void require(boolean ok, String field, String message) {
        if (!ok) {
            throw new Refused(Problem.invalid(field, message));
        }
    }
}
