package io.laiwang.media.doodle.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.media.doodle.Drawings;
import io.laiwang.media.doodle.Samples;
import io.laiwang.media.doodle.format.Drawing;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgTest {
    @Test
    void isWellFormedAndHasNothingButShapes() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            Drawing drawing = Drawings.random(random);
            for (byte[] svg : new byte[][] {Svg.still(drawing, null), Svg.replay(drawing, null)}) {
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
        String replay = text(Svg.replay(drawing, null));
        assertTrue(replay.contains("animation-delay:60ms;animation-duration:12ms"), replay);
        assertTrue(replay.contains("prefers-reduced-motion:reduce"));
        assertFalse(text(Svg.still(drawing, null)).contains("animation"));
    }

    @Test
    void anEraserIsALineInTheColorOfThePaper() {
        String eraser = text(Svg.still(Samples.all().get("eraser"), null));
        assertTrue(eraser.contains("<g stroke=\"#e3fafc\"><path stroke-width=\"30\""), eraser);
        assertTrue(text(Svg.still(Samples.all().get("marker"), null)).contains("mix-blend-mode:multiply"));
    }

    @Test
    void aPhotoIsWithinItAndTheEraserUncoversIt() throws Exception {
        Samples.OnPhoto sample = Samples.onPhotos().get("photo-wide");
        for (String svg : new String[] {
            text(Svg.still(sample.drawing(), sample.photo())), text(Svg.replay(sample.drawing(), sample.photo()))
        }) {
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
            assertTrue(Set.of("svg", "rect", "g", "path", "style", "pattern", "image")
                    .containsAll(names(document)));
            Element image = (Element) document.getElementsByTagName("image").item(0);
            assertEquals(
                    "data:image/jpeg;base64,"
                            + Base64.getEncoder().encodeToString(sample.photo().jpeg()),
                    image.getAttribute("href"));
            String paper = "url(#"
                    + ((Element) document.getElementsByTagName("pattern").item(0)).getAttribute("id") + ")";
            assertTrue(svg.contains("<rect width=\"100%\" height=\"100%\" fill=\"" + paper + "\"/>"), svg);
            assertTrue(svg.contains("<g stroke=\"" + paper + "\"><path stroke-width=\"36\""), svg);
            assertEquals(1, document.getElementsByTagName("image").getLength());
        }
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
