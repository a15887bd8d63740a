package io.laiwang.media.doodle.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.media.doodle.Drawings;
import io.laiwang.media.doodle.Samples;
import io.laiwang.media.doodle.Samples.OnPhoto;
import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.doodle.format.Points;
import io.laiwang.media.doodle.format.Stroke;
import io.laiwang.media.doodle.format.Stroke.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RendererTest {
    private static final int WHITE = 0xffffff;

    /** A change of a pixel shows here; target/doodles.html has what is drawn now, for a person to look at. */
    @Test
    void drawsTheSamplesAsTheyWereDrawnBefore() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "doodles"));
        StringBuilder page = new StringBuilder("<!doctype html><title>Doodles</title>");
        Map<String, OnPhoto> samples = new LinkedHashMap<>(Samples.onPhotos());
        Samples.all().forEach((name, drawing) -> samples.put(name, new OnPhoto(drawing, null)));
        for (Map.Entry<String, OnPhoto> sample : samples.entrySet()) {
            String name = sample.getKey();
            Drawing drawing = sample.getValue().drawing();
            Backdrop photo = sample.getValue().photo();
            Files.write(folder.resolve(name + ".png"), Renderer.png(drawing, 240, photo));
            Files.write(folder.resolve(name + ".replay.svg"), Svg.replay(drawing, photo));
            page.append("<h2>%s</h2><img src=\"doodles/%s.png\">\n".formatted(name, name))
                    .append(new String(Svg.still(drawing, photo), StandardCharsets.UTF_8))
                    .append("<img src=\"doodles/%s.replay.svg\">\n".formatted(name));
        }
        Files.writeString(Path.of("target", "doodles.html"), page);
        for (String name : samples.keySet()) {
            try (InputStream golden = RendererTest.class.getResourceAsStream("/doodles/" + name + ".png")) {
                assertEquals(
                        Pixels.of(golden.readAllBytes()),
                        Pixels.of(Files.readAllBytes(folder.resolve(name + ".png"))),
                        name);
            }
        }
    }

    @Test
    void sizesAgree() throws IOException {
        Drawing drawing = Samples.all().get("flower");
        Pixels small = Pixels.of(png(drawing, 240));
        Pixels large = Pixels.of(png(drawing, 1920));
        int far = 0;
        for (int i = 0; i < 240 * 240; i++) {
            far += distance(small.rgb()[i], mean(large, i % 240 * 8, i / 240 * 8, 8)) > 40 ? 1 : 0;
        }
        assertTrue(far < 60, far + " pixels differ");
    }

    @Test
    void coversAnEdgeByItsArea() throws IOException {
        Pixels pixels = Pixels.of(png(line(8, 50.25), 100));
        assertEquals(0, pixels.at(50, 50));
        assertEquals(191, pixels.at(50, 54) & 0xff, 2);
        assertEquals(64, pixels.at(50, 46) & 0xff, 2);
        assertEquals(WHITE, pixels.at(50, 45));
        assertEquals(WHITE, pixels.at(4, 50));
        assertEquals(0, pixels.at(7, 50));
    }

    @Test
    void thinLinesArePalerNotWider() throws IOException {
        assertEquals(191, Pixels.of(png(line(0.25f, 50.5), 100)).at(50, 50) & 0xff, 3);
        assertEquals(127, Pixels.of(png(line(0.5f, 50.5), 100)).at(50, 50) & 0xff, 3);
    }

    @Test
    void aMarkerMultipliesAndDoesNotDarkenItself() throws IOException {
        Points cross = new Points.Builder()
                .add(160, 160, 0, 255)
                .add(1440, 1440, 1, 255)
                .add(1440, 160, 2, 255)
                .add(160, 1440, 3, 255)
                .build();
        Stroke marker = new Stroke(Tool.MARKER, 0x80c0ff, 30, cross);
        Points middle = new Points.Builder().add(800, 800, 3, 255).build();
        Stroke again = new Stroke(Tool.MARKER, 0x80c0ff, 30, middle);
        assertEquals(0x80c0ff, Pixels.of(png(drawing(marker), 100)).at(50, 50));
        assertEquals(0x4091ff, Pixels.of(png(drawing(marker, again), 100)).at(50, 50));
    }

    @Test
    void anEraserUncoversThePaperOfWhatWasBefore() throws IOException {
        Points middle = new Points.Builder().add(800, 800, 0, 255).build();
        Stroke ink = new Stroke(Tool.PEN, 0x112233, 60, middle);
        Stroke eraser = new Stroke(Tool.ERASER, 0x112233, 30, middle);
        Pixels pixels = Pixels.of(png(drawing(ink, eraser), 100));
        assertEquals(WHITE, pixels.at(50, 50));
        assertEquals(0x112233, pixels.at(50, 30));
        assertEquals(0x112233, Pixels.of(png(drawing(eraser, ink), 100)).at(50, 50));
    }

    @Test
    void aPhotoFillsAPictureOfAnySizeFromItsMiddle() throws IOException {
        Drawing bare = new Drawing(200, 100, new Background.Picture(UUID.randomUUID()), List.of());
        Backdrop tall = new Backdrop(Samples.stripes(0x000000, 0xffffff, 0x000000), 100, 300);
        for (int size : new int[] {16, 200, 1500}) {
            Pixels pixels = Pixels.of(Renderer.png(bare, size, tall));
            for (int x = 0; x < pixels.width(); x += 7) {
                assertEquals(WHITE, pixels.at(x, pixels.height() / 2));
            }
        }
        Backdrop wide = new Backdrop(Samples.wideStripes(0x000000, 0xffffff, 0x000000), 300, 100);
        Pixels pixels = Pixels.of(Renderer.png(bare, 200, wide));
        assertEquals(0, pixels.at(0, 50));
        assertEquals(WHITE, pixels.at(100, 0));
        assertEquals(0, pixels.at(199, 99));
        assertEquals(WHITE, Pixels.of(png(bare, 200)).at(0, 0));
    }

    @Test
    void anySizeAndShapeComesOut() throws IOException {
        Random random = new Random(6);
        for (int i = 0; i < 40; i++) {
            int size = random.nextInt(16, 300);
            Pixels pixels = Pixels.of(png(Drawings.random(random), size));
            assertEquals(size, Math.max(pixels.width(), pixels.height()));
        }
        Pixels strip = Pixels.of(png(new Drawing(4096, 1, new Background.Color(7), List.of()), 16));
        assertEquals("16 x 1", strip.width() + " x " + strip.height());
        assertEquals(7, strip.at(15, 0));
    }

    /** The goal is two seconds; a busy machine gets more, but without a bound it would be minutes. */
    @Test
    void theWorstDrawingIsBounded() {
        Drawing worst = Drawings.scribble(60);
        assertTimeout(Duration.ofSeconds(40), () -> png(worst, 4096));
    }

    private static byte[] png(Drawing drawing, int size) {
        return Renderer.png(drawing, size, null);
    }

    private static Drawing line(float width, double y) {
        Points points = new Points.Builder()
                .add(160, (int) (y * 16), 0, 255)
                .add(1440, (int) (y * 16), 9, 255)
                .build();
        return drawing(new Stroke(Tool.PEN, 0, width, points));
    }

    private static Drawing drawing(Stroke... strokes) {
        return new Drawing(100, 100, new Background.Color(WHITE), List.of(strokes));
    }

    private static int mean(Pixels pixels, int left, int top, int size) {
        int[] sums = new int[3];
        for (int i = 0; i < size * size; i++) {
            int pixel = pixels.at(left + i % size, top + i / size);
            for (int c = 0; c < 3; c++) {
                sums[c] += pixel >> 8 * c & 0xff;
            }
        }
        int all = size * size;
        return sums[2] / all << 16 | sums[1] / all << 8 | sums[0] / all;
    }

    private static int distance(int a, int b) {
        int most = 0;
        for (int c = 0; c < 24; c += 8) {
            most = Math.max(most, Math.abs((a >> c & 0xff) - (b >> c & 0xff)));
        }
        return most;
    }
}
