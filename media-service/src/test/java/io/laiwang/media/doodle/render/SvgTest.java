package io.laiwang.media.doodle.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.media.doodle.Drawings;
import io.laiwang.media.doodle.Samples;
import io.laiwang.media.doodle.format.Drawing;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class SvgTest {
    @Test
    void isWellFormedAndHasNothingButShapes() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            Drawing drawing = Drawings.random(random);
            for (byte[] svg : new byte[][] {Svg.still(drawing), Svg.replay(drawing)}) {
                Document document = DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg));
                assertEquals(
                        "0 0 " + drawing.width() + " " + drawing.height(),
                        document.getDocumentElement().getAttribute("viewBox"));
                assertTrue(Set.of("svg", "rect", "g", "path", "style").containsAll(names(document)));
                assertFalse(text(svg).contains("href") || text(svg).contains("url("));
            }
        }
    }

    @Test
    void aReplayTakesTheTimeThatTheDrawingTook() {
        Drawing drawing = Samples.all().get("eraser");
        String replay = text(Svg.replay(drawing));
        assertTrue(replay.contains("animation-delay:60ms;animation-duration:12ms"), replay);
        assertTrue(replay.contains("prefers-reduced-motion:reduce"));
        assertFalse(text(Svg.still(drawing)).contains("animation"));
    }

    @Test
    void anEraserIsALineInTheColorOfThePaper() {
        String eraser = text(Svg.still(Samples.all().get("eraser")));
        assertTrue(eraser.contains("<g stroke=\"#e3fafc\"><path stroke-width=\"30\""), eraser);
        assertTrue(text(Svg.still(Samples.all().get("marker"))).contains("mix-blend-mode:multiply"));
    }

    private static Set<String> names(Document document) {
        NodeList all = document.getElementsByTagName("*");
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < all.getLength(); i++) {
            names.add(all.item(i).getNodeName());
        }
        return names;
    }

    private static String text(byte[] svg) {
        return new String(svg, StandardCharsets.UTF_8);
    }
}
