package io.laiwang.media.doodle.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.media.doodle.Drawings;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.doodle.format.Stroke.Tool;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinaryFormTest {
    @Test
    void everyDrawingComesBackAsItWas() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            Drawing drawing = Drawings.random(random);
            assertEquals(drawing, BinaryReader.read(BinaryWriter.write(drawing)));
        }
    }

    /** The example of docs/doodle-format.md: what is kept must be readable for as long as it is kept. */
    @Test
    void theFirstVersionStaysAsItIs() {
        Points points =
                new Points.Builder().add(160, 160, 0, 255).add(176, 152, 8, 128).build();
        Drawing drawing = new Drawing(
                320, 240, new Background.Color(0xffffff), List.of(new Stroke(Tool.PEN, 0x1a2b3c, 4, points)));
        byte[] bytes = HexFormat.ofDelimiter(" ")
                .parseHex("4c 57 44 01 c0 02 f0 01 00 ff ff ff 01 80 1a 2b 3c 40 80 00 00 02"
                        + " c0 02 c0 02 00 00 20 0f 10 fd 01");
        assertArrayEquals(bytes, BinaryWriter.write(drawing));
        assertEquals(drawing, BinaryReader.read(bytes));
    }

    @Test
    void aPointOfAHandTakesAboutFiveBytes() {
        Drawing drawing = Drawings.handwriting(1024, 20, 100);
        double bytes = (double) BinaryWriter.write(drawing).length / drawing.pointCount();
        assertTrue(bytes > 3 && bytes < 6, bytes + " bytes a point");
    }

    @Test
    void noBytesCrashItOrCostMoreThanTheyWeigh() {
        Random random = new Random(2);
        byte[] good = BinaryWriter.write(Drawings.handwriting(512, 5, 50));
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = i % 2 == 0 ? damaged(good, random) : headed(random);
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                BinaryReader.read(bytes);
            } catch (IllegalArgumentException e) {
                // refused, as it should be; anything else fails the test
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < 64 * 1024 + 64L * bytes.length, () -> allocated + " for " + bytes.length);
        }
    }

    @Test
    void whatIsCutOffOrGoesOnIsRefused() {
        byte[] good = BinaryWriter.write(Drawings.handwriting(64, 2, 5));
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThrows(IllegalArgumentException.class, () -> BinaryReader.read(cut));
        }
        assertThrows(IllegalArgumentException.class, () -> BinaryReader.read(Arrays.copyOf(good, good.length + 1)));
    }

    private static byte[] damaged(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int n = random.nextInt(1, 6); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
    }

    /** A good beginning and then noise, so that it gets far. */
    private static byte[] headed(Random random) {
        byte[] bytes = new byte[random.nextInt(8, 400)];
        random.nextBytes(bytes);
        byte[] head = {'L', 'W', 'D', 1, 64, 64, 0, 1, 2, 3};
        System.arraycopy(head, 0, bytes, 0, Math.min(head.length, bytes.length));
        return bytes;
    }
}
