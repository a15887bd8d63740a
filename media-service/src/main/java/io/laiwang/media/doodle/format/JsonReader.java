package io.laiwang.media.doodle.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.laiwang.contracts.Problem;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.doodle.format.Stroke.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A drawing from JSON, read as it comes: no more is held than the points so far. It knows at any time where it is, so
 * that whatever is wrong is named.
 */
public final class JsonReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 10_000;
    /** {@code NaN} isn't JSON, but is read all the same, so that the point that has it can be named. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final int NONE = -1;

    private final JsonParser json;
    private int stroke = NONE;
    private String member = "";
    private int point = NONE;
    private int points;

    private JsonReader(JsonParser json) {
        this.json = json;
    }

    /** @throws Refused for whatever isn't a drawing, naming the field */
    public static Drawing read(InputStream body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            JsonReader reader = new JsonReader(json);
            try {
                return reader.drawing();
            } catch (JsonProcessingException e) {
                throw reader.refused("can't be read as JSON");
            }
        }
    }

    private Drawing drawing() throws IOException {
        json.nextToken();
        require(json.currentToken() == JsonToken.START_OBJECT, "is not a JSON object");
        @Nullable Integer width = null;
        @Nullable Integer height = null;
        @Nullable Background background = null;
        @Nullable List<Stroke> strokes = null;
        while (nextMember("")) {
            switch (member) {
                case "width" -> width = whole(Drawing.MAX_SIZE);
                case "height" -> height = whole(Drawing.MAX_SIZE);
                case "background" -> background = background();
                case "strokes" -> strokes = strokes();
                default -> json.skipChildren();
            }
        }
        require(json.nextToken() == null, "has something behind the drawing");
        return new Drawing(
                present("width", width),
                present("height", height),
                present("background", background),
                present("strokes", strokes));
    }

    private Background background() throws IOException {
        require(json.currentToken() == JsonToken.START_OBJECT, "must be an object");
        @Nullable Integer color = null;
        @Nullable UUID mediaId = null;
        while (nextMember("background.")) {
            boolean given = json.currentToken() != JsonToken.VALUE_NULL;
            if (given && member.equals("background.color")) {
                color = color();
            } else if (given && member.equals("background.mediaId")) {
                mediaId = Ids.parse(text()).orElseThrow(() -> refused("is not a UUID"));
            } else {
                json.skipChildren();
            }
        }
        member = "background";
        require(color == null || mediaId == null, "must have a color or a mediaId, not both");
        return mediaId != null ? new Background.Picture(mediaId) : new Background.Color(present("background", color));
    }

    private List<Stroke> strokes() throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, "must be an array");
        List<Stroke> strokes = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(strokes.size() < Drawing.MAX_STROKES, Drawing.TOO_MANY_STROKES);
            stroke = strokes.size();
            member = "";
            strokes.add(stroke());
            stroke = NONE;
            member = "strokes";
        }
        return strokes;
    }

    private Stroke stroke() throws IOException {
        require(json.currentToken() == JsonToken.START_OBJECT, "must be an object");
        @Nullable Tool tool = null;
        @Nullable Integer color = null;
        @Nullable Float width = null;
        @Nullable Points line = null;
        while (nextMember("")) {
            switch (member) {
                case "tool" -> tool = tool();
                case "color" -> color = color();
                case "width" -> width = (float) number(Drawing.MAX_SIZE);
                case "points" -> line = points();
                default -> json.skipChildren();
            }
        }
        return new Stroke(
                present("tool", tool), present("color", color), present("width", width), present("points", line));
    }

    private Points points() throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, "must be an array");
        Points.Builder line = new Points.Builder();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(points < Drawing.MAX_POINTS, Drawing.TOO_MANY_POINTS);
            points++;
            point = line.size();
            point(line);
            point = NONE;
        }
        return line.build();
    }

    private void point(Points.Builder line) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, "must be an array [x, y, t, p]");
        json.nextToken();
        double x = number(Drawing.MAX_SIZE);
        json.nextToken();
        double y = number(Drawing.MAX_SIZE);
        json.nextToken();
        int t = whole(Drawing.MAX_T);
        double pressure = json.nextToken() == JsonToken.END_ARRAY ? 1 : number(1);
        boolean ends = json.currentToken() == JsonToken.END_ARRAY || json.nextToken() == JsonToken.END_ARRAY;
        require(ends, "must have no more than x, y, t and p");
        line.add(Points.steps(x), Points.steps(y), t, Points.pressure(pressure));
    }

    /** To the value of an object's next member, or behind the object. */
    private boolean nextMember(String prefix) throws IOException {
        if (json.nextToken() == JsonToken.END_OBJECT) {
            member = "";
            return false;
        }
        member = prefix + json.currentName();
        json.nextToken();
        return true;
    }

    private Tool tool() throws IOException {
        return Tool.of(text()).orElseThrow(() -> refused("must be pen, marker or eraser"));
    }

    private int color() throws IOException {
        return Colors.parse(text()).orElseThrow(() -> refused("must be a color such as #1a2b3c"));
    }

    private String text() throws IOException {
        require(json.currentToken() == JsonToken.VALUE_STRING, "must be a string");
        return json.getText();
    }

    private int whole(int most) throws IOException {
        require(
                json.currentToken() == JsonToken.VALUE_NUMBER_INT,
                point == NONE ? "must be a whole number" : "must have a whole number for t");
        return (int) number(most);
    }

    private double number(int most) throws IOException {
        JsonToken token = json.currentToken();
        require(
                token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT,
                point == NONE ? "must be a number" : "must have numbers alone");
        double number = json.getDoubleValue();
        // what is no number is neither below nor above
        boolean inRange = number >= 0 && number <= most;
        if (!inRange) {
            throw refused(
                    point == NONE ? "must be from 0 to " + most : "must have a number from 0 to " + most + " there");
        }
        return number;
    }

    private <T> T present(String name, @Nullable T value) {
        if (value == null) {
            member = name;
            throw refused(name.equals("background") ? "must have a color or a mediaId" : "is missing");
        }
        return value;
    }

    private void require(boolean ok, String message) {
        if (!ok) {
            throw refused(message);
        }
    }

    private Refused refused(String message) {
        String field = stroke == NONE ? member : "strokes[" + stroke + "]" + (member.isEmpty() ? "" : "." + member);
        String place = point == NONE ? field : field + "[" + point + "]";
        return new Refused(Problem.invalid(place.isEmpty() ? "body" : place, message));
    }
}
