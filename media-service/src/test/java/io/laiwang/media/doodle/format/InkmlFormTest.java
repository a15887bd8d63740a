package io.laiwang.media.doodle.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.laiwang.kit.problem.Refused;
import io.laiwang.media.doodle.Drawings;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.doodle.format.Stroke.Tool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InkmlFormTest {
    @Test
    void everyDrawingComesBackButForItsPicture() throws IOException {
        Random random = new Random(8);
        for (int i = 0; i < 200; i++) {
            Drawing drawing = Drawings.random(random);
            Background paper = drawing.background() instanceof Background.Color
                    ? drawing.background()
                    : new Background.Color(0xffffff);
            Drawing back = InkmlReader.read(new ByteArrayInputStream(InkmlWriter.write(drawing)));
            if (!drawing.strokes().isEmpty()) {
                assertEquals(
                        new Drawing(drawing.width(), drawing.height(), paper, withoutEraserColor(drawing)),
                        new Drawing(back.width(), back.height(), back.background(), withoutEraserColor(back)));
            }
        }
    }

    @Test
    void readsWhatOtherProgramsWrite() throws IOException {
        Drawing drawing = read("""
            <?xml version="1.0"?><inkml:ink xmlns:inkml="http://www.w3.org/2003/InkML">
            <inkml:definitions><inkml:brush xml:id="b"><inkml:brushProperty name="color" value="#FF0000"/>
            <inkml:brushProperty name="width" value="53" units="himetric"/><inkml:brushProperty name="rasterOp" value="maskPen"/>
            </inkml:brush></inkml:definitions>
            <inkml:trace brushRef="#b">1000 20000, 9000 '10000,'-500'1000,"10"-5</inkml:trace>
            <inkml:trace>! 5 5</inkml:trace></inkml:ink>\
            """);
        assertEquals(2, drawing.strokes().size());
        assertEquals(4, drawing.strokes().getFirst().points().size());
        assertEquals(Tool.MARKER, drawing.strokes().getFirst().tool());
        assertEquals(0xff0000, drawing.strokes().getFirst().color());
        assertEquals(4096, Math.max(drawing.width(), drawing.height()));
        assertEquals(230, drawing.strokes().getFirst().points().t(3));
    }

    @Test
    void aClockThatBeginsAnewGoesOn() throws IOException {
        Drawing drawing = read("""
            <ink xmlns="http://www.w3.org/2003/InkML"><traceFormat><channel name="T" units="s"/><channel name="Y"/>
            <channel name="F" min="0" max="1024"/><channel name="X"/></traceFormat>
            <trace>1700000000 1 512 2, 1700000000.5 3 1024 4</trace><trace>0 5 0 6</trace></ink>\
            """);
        Points first = drawing.strokes().getFirst().points();
        assertEquals(0, first.t(0));
        assertEquals(500, first.t(1));
        assertEquals(128, first.pressure(0));
        assertEquals(700, drawing.durationMs());
    }

    @Test
    void neitherOuterNorInnerEntitiesAreRead() {
        for (String type : new String[] {
            "<!DOCTYPE ink SYSTEM \"file:///etc/passwd\">",
            "<!DOCTYPE ink [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
            "<!DOCTYPE ink [<!ENTITY a \"ha\"><!ENTITY x \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
            "<!DOCTYPE ink>"
        }) {
            assertEquals("body", refused(type + "<ink><trace>&x;</trace></ink>"));
        }
        assertEquals("body", refused("<ink><trace>&x;</trace></ink>"));
    }

    @Test
    void namesWhatIsWrong() {
        assertEquals("body", refused(""));
        assertEquals("body", refused("{}"));
        assertEquals("body", refused("<svg/>"));
        assertEquals("body", refused("<ink><trace>1 2"));
        assertEquals("body", refused("<ink>" + "<a>".repeat(50_000)));
        assertEquals("strokes[0].points[1]", refused("<ink><trace>1 2, 3</trace></ink>"));
        assertEquals("strokes[1].points[0]", refused("<ink><trace>1 2</trace><trace>1 2 3</trace></ink>"));
        assertEquals("strokes[0].points[0]", refused("<ink><trace></trace></ink>"));
        assertEquals("strokes[0].points[0]", refused("<ink><trace>NaN 1</trace></ink>"));
        assertEquals("strokes[0].points[0]", refused("<ink><trace>1e999 1</trace></ink>"));
        assertEquals("strokes[0].points[0]", refused("<ink><trace>" + "1".repeat(1_000_000) + "</trace></ink>"));
        assertEquals("strokes[0].points", refused("<ink><trace>" + "1 1,".repeat(100_000) + "1 1</trace></ink>"));
        assertEquals("strokes", refused("<ink>" + "<trace>1 1</trace>".repeat(2_001) + "</ink>"));
    }

    private static List<Stroke> withoutEraserColor(Drawing drawing) {
        List<Stroke> strokes = new ArrayList<>();
        for (Stroke stroke : drawing.strokes()) {
            int color = stroke.tool() == Tool.ERASER ? 0 : stroke.color();
            strokes.add(new Stroke(stroke.tool(), color, stroke.width(), stroke.points()));
        }
        return strokes;
    }

    private static String refused(String xml) {
        return assertThrows(Refused.class, () -> read(xml))
                .problem()
                .errors()
                .getFirst()
                .field();
    }

    private static Drawing read(String xml) throws IOException {
        return InkmlReader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
