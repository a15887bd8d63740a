package io.laiwang.gateway.board;

import com.fasterxml.jackson.core.JsonGenerator;
import io.laiwang.contracts.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A board as a drawing. A drawing is one hand's, its times never fall; on a board several draw at once, each by its own
 * clock. So a stroke begins when its author began it, or where the one below it ends if that is later, and takes as long
 * as it took. Numbers have the digits that a drawing keeps.
 */
final class BoardDrawing {
    private static final double STEPS = 16;
    private static final double PRESSURES = 1_000;
    private static final long MAX_T = 86_400_000;
    private static final int BYTES_A_POINT = 24;

    private final List<Stroke> strokes;
    private final JsonGenerator json;
    private long end;

    private BoardDrawing(List<Stroke> strokes, JsonGenerator json) {
        this.strokes = strokes;
        this.json = json;
    }

    /** @param strokes from the lowest to the topmost, at least one, all with points */
    static byte[] json(List<Stroke> strokes, Canvas canvas) {
        int points = strokes.stream().mapToInt(stroke -> stroke.points().size()).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(points * BYTES_A_POINT);
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            new BoardDrawing(strokes, json).write(canvas);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void write(Canvas canvas) throws IOException {
        json.writeStartObject();
        json.writeNumberField("width", canvas.width() == null ? needed(Point::x) : canvas.width());
        json.writeNumberField("height", canvas.height() == null ? needed(Point::y) : canvas.height());
        json.writeFieldName("background");
        if (canvas.background() == null) {
            json.writeStartObject();
            json.writeStringField("color", "#ffffff");
            json.writeEndObject();
        } else {
            json.writeTree(canvas.background());
        }
        json.writeArrayFieldStart("strokes");
        for (Stroke stroke : strokes) {
            write(stroke);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(Stroke stroke) throws IOException {
        json.writeStartObject();
        json.writeStringField("tool", stroke.pen().tool());
        json.writeStringField("color", stroke.pen().color());
        json.writeNumberField("width", stroke.pen().width());
        json.writeArrayFieldStart("points");
        long since = begin(stroke) - stroke.points().getFirst().t();
        for (Point point : stroke.points()) {
            end = Math.max(end, since + point.t());
            write(point);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private long begin(Stroke stroke) {
        return Math.max(
                end,
                stroke.pen().startedAt().toEpochMilli()
                        - strokes.getFirst().pen().startedAt().toEpochMilli());
    }

    private void write(Point point) throws IOException {
        json.writeStartArray();
        json.writeNumber(rounded(point.x()));
        json.writeNumber(rounded(point.y()));
        json.writeNumber(Math.min(end, MAX_T));
        json.writeNumber(Math.round(point.p() * PRESSURES) / PRESSURES);
        json.writeEndArray();
    }

    /** To the edge of what is drawn that is farthest from the corner. */
    private int needed(ToDoubleFunction<Point> coordinate) {
        double farthest = 1;
        for (Stroke stroke : strokes) {
            double edge =
                    stroke.pen().tool().equals("eraser") ? 0 : stroke.pen().width() / 2;
            for (Point point : stroke.points()) {
                farthest = Math.max(farthest, rounded(coordinate.applyAsDouble(point)) + edge);
            }
        }
        return (int) Math.min(Canvas.MAX_SIZE, Math.ceil(farthest));
    }

    private static double rounded(double coordinate) {
        return Math.round(coordinate * STEPS) / STEPS;
    }
}
