package io.laiwang.media.doodle.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.laiwang.media.doodle.format.Drawing.Background;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A drawing as JSON: as it was sent, but for what was finer than it is kept. */
public final class JsonWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonWriter() {}

    public static byte[] write(Drawing drawing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("width", drawing.width());
            json.writeNumberField("height", drawing.height());
            writeBackground(json, drawing.background());
            json.writeArrayFieldStart("strokes");
            for (Stroke stroke : drawing.strokes()) {
                write(json, stroke);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void writeBackground(JsonGenerator json, Background background) throws IOException {
        json.writeObjectFieldStart("background");
        switch (background) {
            case Background.Color color -> json.writeStringField("color", Colors.format(color.rgb()));
            case Background.Picture picture ->
                json.writeStringField("mediaId", picture.mediaId().toString());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Stroke stroke) throws IOException {
        json.writeStartObject();
        json.writeStringField("tool", stroke.tool().wireName());
        json.writeStringField("color", Colors.format(stroke.color()));
        json.writeFieldName("width");
        json.writeNumber(Numbers.of(stroke.width()));
        json.writeArrayFieldStart("points");
        Points points = stroke.points();
        for (int i = 0; i < points.size(); i++) {
            json.writeStartArray();
            json.writeNumber(Numbers.steps(points.x(i)));
            json.writeNumber(Numbers.steps(points.y(i)));
            json.writeNumber(points.t(i));
            json.writeNumber(Numbers.pressure(points.pressure(i)));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
