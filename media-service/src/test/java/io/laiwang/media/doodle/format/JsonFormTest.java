package io.laiwang.media.doodle.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.doodle.Drawings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormTest {
    private static final String STROKE = "{'tool':'pen','color':'#1a2b3c','width':4,'points':%s}";
    private static final String DRAWING = "{'width':320,'height':240,'background':{'color':'#ffffff'},'strokes':[%s]}";

    @Test
    void everyDrawingComesBackAsItWas() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            Drawing drawing = Drawings.random(random);
            assertEquals(drawing, JsonReader.read(new ByteArrayInputStream(JsonWriter.write(drawing))));
        }
    }

    @Test
    void numbersComeBackWithinTheirPrecision() throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < 300; i++) {
            double x = random.nextDouble(320);
            double p = random.nextDouble();
            JsonNode point = Json.MAPPER
                    .readTree(JsonWriter.write(read(points("[[%s,0.1,7,%s],[%s,240,7]]".formatted(x, p, x)))))
                    .at("/strokes/0/points/0");
            assertEquals(x, point.get(0).doubleValue(), 1.0 / 16);
            assertEquals(0.1, point.get(1).doubleValue(), 1.0 / 16);
            assertEquals(7, point.get(2).intValue());
            assertEquals(p, point.get(3).doubleValue(), 1.0 / 255);
        }
    }

    @Test
    void theSameTextComesBack() throws IOException {
        String json = DRAWING.formatted(STROKE.formatted("[[1.5,0,0,1],[320,240,90,0.502]]"))
                .replace('\'', '"');
        assertEquals(json, new String(JsonWriter.write(read(json)), StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNotKnownIsPassedOverAndOrderDoesNotMatter() throws IOException {
        Drawing drawing =
                read("{'strokes':[{'points':[[1,2,3]],'x':[{}],'width':0.3,'color':'#ABCDEF','tool':'eraser'}],"
                        + "'background':{'color':null,'mediaId':'0190a000-0000-7000-8000-00000000000a'},'y':{'z':[1]},"
                        + "'height':3,'width':2}");
        assertEquals(0.3f, drawing.strokes().getFirst().width());
        assertEquals(255, drawing.strokes().getFirst().points().pressure(0));
        assertEquals(3, drawing.durationMs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[[1,1,0],[NaN,1,0]]      | strokes[0].points[1]",
                "[[1,1,0],['NaN',1,0]]    | strokes[0].points[1]",
                "[[1e400,1,0]]            | strokes[0].points[0]",
                "[[1,-Infinity,0]]        | strokes[0].points[0]",
                "[[1,-0.01,0]]            | strokes[0].points[0]",
                "[[320.5,1,0]]            | strokes[0].points[0]",
                "[[1,241,0]]              | strokes[0].points[0]",
                "[[1,1,5],[1,1,4]]        | strokes[0].points[1]",
                "[[1,1,-1]]               | strokes[0].points[0]",
                "[[1,1,0.5]]              | strokes[0].points[0]",
                "[[1,1,99999999999]]      | strokes[0].points[0]",
                "[[1,1,0,1.01]]           | strokes[0].points[0]",
                "[[1,1,0,null]]           | strokes[0].points[0]",
                "[[1,1,0,1,1]]            | strokes[0].points[0]",
                "[[1,1]]                  | strokes[0].points[0]",
                "[[]]                     | strokes[0].points[0]",
                "[[1,1,0],{'x':1}]        | strokes[0].points[1]",
                "[[1,1,0],[[1],1,0]]      | strokes[0].points[1]",
                "[[1,1,0],[1,1            | strokes[0].points[1]",
                "[[1,1,0],[1,true,0]]     | strokes[0].points[1]",
                "[]                       | strokes[0].points",
                "null                     | strokes[0].points",
                "{}                       | strokes[0].points"
            })
    void namesThePoint(String points, String field) {
        assertEquals(field, refusedField(points(points)));
    }

    @Test
    void timeDoesNotFallFromStrokeToStroke() {
        String strokes = STROKE.formatted("[[1,1,5]]") + "," + STROKE.formatted("[[1,1,4]]");
        assertEquals("strokes[1].points[0]", refusedField(DRAWING.formatted(strokes)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'width':320              | 'width':0            | width",
                "'width':320              | 'width':4097         | width",
                "'width':320              | 'width':1.5          | width",
                "'width':320              | 'width':'320'        | width",
                "'width':320,             |                      | width",
                "'height':240             | 'height':null        | height",
                "'height':240             | 'height':240,'height':240 | height",
                "{'color':'#ffffff'}      | {}                   | background",
                "{'color':'#ffffff'}      | null                 | background",
                "{'color':'#ffffff'}      | {'color':'white'}    | background.color",
                "{'color':'#ffffff'}      | {'color':['#ffffff']} | background.color",
                "{'color':'#ffffff'}      | {'mediaId':'1-1-1-1-1'} | background.mediaId",
                "'tool':'pen'             | 'tool':'PEN'         | strokes[0].tool",
                "'tool':'pen',            |                      | strokes[0].tool",
                "'color':'#1a2b3c'        | 'color':'#1a2b3'     | strokes[0].color",
                "'width':4                | 'width':0            | strokes[0].width",
                "'width':4                | 'width':-1           | strokes[0].width",
                "'width':4                | 'width':1e-60        | strokes[0].width",
                "'width':4                | 'width':5000         | strokes[0].width",
                "'width':4                | 'width':Infinity     | strokes[0].width"
            })
    void namesTheField(String good, String bad, String field) {
        String json = DRAWING.formatted(STROKE.formatted("[[1,1,0]]"));
        assertEquals(field, refusedField(json.replace(good, bad == null ? "" : bad)));
    }

    @Test
    void whatIsNoDrawingAtAllIsRefused() {
        for (String body : new String[] {"", "[]", "null", "7", "{", "\"a\"", "{}{}", "[[[[", "{'width':1}"}) {
            assertEquals(body.startsWith("{'w") ? "height" : "body", refusedField(body));
        }
        assertEquals("body", refusedField(points("[[1,1,0]]") + "x"));
        assertEquals("deep", refusedField("{'deep':" + "[".repeat(100_000)));
        assertEquals("strokes[0].points[0]", refusedField(points("[[" + "1".repeat(5_000) + ",1,0]]")));
    }

    @Test
    void thereAreNoMoreStrokesAndPointsThanAllowed() throws IOException {
        String stroke = STROKE.formatted("[[1,1,0]]");
        assertEquals(
                2_000,
                read(DRAWING.formatted((stroke + ",").repeat(1_999) + stroke))
                        .strokes()
                        .size());
        assertEquals("strokes", refusedField(DRAWING.formatted((stroke + ",").repeat(2_000) + stroke)));
        String points = "[1,1,0],".repeat(99_999) + "[1,1,0]";
        assertEquals(100_000, read(points("[" + points + "]")).pointCount());
        assertEquals("strokes[0].points", refusedField(points("[" + points + ",[1,1,0]]")));
    }

    private static String points(String points) {
        return DRAWING.formatted(STROKE.formatted(points));
    }

    private static String refusedField(String json) {
        return assertThrows(Refused.class, () -> read(json))
                .problem()
                .errors()
                .getFirst()
                .field();
    }

    private static Drawing read(String json) throws IOException {
        return JsonReader.read(new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }
}
