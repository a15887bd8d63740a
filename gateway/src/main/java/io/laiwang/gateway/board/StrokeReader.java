package io.laiwang.gateway.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Problem;
import io.laiwang.gateway.stream.ClientFrame;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.problem.Refused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a {@code stroke} frame; holds it to what a drawing may be, and names the field and the point. */
final class StrokeReader {
    private static final double MAX_SIZE = 4096;
    private static final int MAX_T = 86_400_000;
    private static final Set<String> TOOLS = Set.of("pen", "marker", "eraser");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    private StrokeReader() {}

    static Part read(ClientFrame frame, Instant now) {
        JsonNode body = frame.body();
        StrokeKey key = new StrokeKey(frame.accountId(), frame.id("strokeId"));
        JsonNode width = body.path("width");
        JsonNode from = body.path("from");
        new Checks()
                .check("tool", TOOLS.contains(text(body, "tool")), "must be pen, marker or eraser")
                .check("color", COLOR.matcher(text(body, "color")).matches(), "must be a color such as #1a2b3c")
                .check("width", isNumber(width, MAX_SIZE) && width.doubleValue() > 0, "must be above 0, to 4096")
                .check("from", isWhole(from, Board.MAX_POINTS_A_STROKE), "must be a whole number from 0 to 10000")
                .check("done", body.path("done").isBoolean(), "must be true or false")
                .check("points", body.path("points").isArray(), "must be an array")
                .orRefuse();
        Instant startedAt = now.truncatedTo(ChronoUnit.MILLIS);
        Pen pen = new Pen(text(body, "tool"), text(body, "color"), width.doubleValue(), startedAt);
        return new Part(
                key,
                pen,
                from.intValue(),
                points(body.path("points")),
                body.path("done").booleanValue());
    }

    private static List<Point> points(JsonNode given) {
        List<Point> points = new ArrayList<>(given.size());
        int t = 0;
        for (JsonNode node : given) {
            Point point = point(node, "points[%d]".formatted(points.size()), t);
            points.add(point);
            t = point.t();
        }
        return points;
    }

    private static Point point(JsonNode node, String field, int since) {
        JsonNode t = node.path(2);
        new Checks()
                .check(field, node.isArray() && (node.size() == 3 || node.size() == 4), "must be an array [x, y, t, p]")
                .check(field, isNumber(node.path(0), MAX_SIZE), "must have an x from 0 to 4096")
                .check(field, isNumber(node.path(1), MAX_SIZE), "must have a y from 0 to 4096")
                .check(field, isWhole(t, MAX_T) && t.intValue() >= since, "must have a whole t that doesn't fall")
                .check(field, node.size() < 4 || isNumber(node.path(3), 1), "must have a p from 0 to 1")
                .orRefuse();
        return new Point(
                node.path(0).doubleValue(),
                node.path(1).doubleValue(),
                t.intValue(),
                node.size() < 4 ? 1 : node.path(3).doubleValue());
    }

    /** True or false as it is said. */
    static boolean flag(JsonNode body, String field) {
        if (!body.path(field).isBoolean()) {
            throw new Refused(Problem.invalid(field, "must be true or false"));
        }
        return body.path(field).booleanValue();
    }

    private static boolean isNumber(JsonNode node, double most) {
        return node.isNumber() && node.doubleValue() >= 0 && node.doubleValue() <= most;
    }

    private static boolean isWhole(JsonNode node, int most) {
        return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0 && node.intValue() <= most;
    }

    private static String text(JsonNode body, String field) {
        return body.path(field).isTextual() ? body.path(field).textValue() : "";
    }
}
