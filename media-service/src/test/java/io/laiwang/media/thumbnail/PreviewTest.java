package io.laiwang.media.thumbnail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.media.thumbnail.encode.JpegEncoder;
import io.laiwang.media.thumbnail.picture.BadPicture;
import io.laiwang.media.thumbnail.picture.Raster;
import io.laiwang.media.thumbnail.picture.Shrink;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreviewTest {
    @Test
    void isThePictureMadeSmaller() throws IOException {
        BufferedImage photo = Samples.photo(1600, 1000, BufferedImage.TYPE_3BYTE_BGR);
        for (String format : new String[] {"jpeg", "png", "gif"}) {
            byte[] picture = Samples.write(photo, format, false);
            byte[] preview = preview(picture, format, 320);
            BufferedImage small = Samples.image(preview);
            assertEquals(320, small.getWidth());
            assertEquals(200, small.getHeight());
            double difference = Samples.difference(averaged(Samples.pixels(picture), 1600, 5), Samples.pixels(preview));
            assertTrue(difference < 3, () -> format + " is off by " + difference);
        }
    }

    @Test
    void averagesBordersByWhatTheyCover() throws IOException {
        Shrink shrink = new Shrink(2);
        shrink.start(3, 1);
        shrink.add(0, new int[] {0x000000, 0x90ff00, 0x300000}, 3);
        Raster small = shrink.raster();
        assertEquals(2, small.width());
        assertEquals(1, small.height());
        assertArrayEquals(new int[] {0x305500, 0x505500}, small.pixels());
    }

    @Test
    void neverMakesAPictureLarger() throws IOException {
        int[] noise = new Random(1).ints(70 * 31, 0, 1 << 24).toArray();
        Shrink shrink = new Shrink(160);
        shrink.start(70, 31);
        for (int y = 30; y >= 0; y--) {
            shrink.add(y, Arrays.copyOfRange(noise, y * 70, y * 70 + 70), 70);
        }
        assertArrayEquals(noise, shrink.raster().pixels());
        assertThrows(BadPicture.class, () -> new Shrink(160).start(50_000, 1001));
        assertThrows(BadPicture.class, () -> new Shrink(160).start(0, 5));
    }

    @Test
    void isOnePixelHighWhereThePictureIsNext() throws IOException {
        BufferedImage line = Samples.photo(2000, 1, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage small = Samples.image(preview(Samples.write(line, "png", false), "png", 160));
        assertEquals(160, small.getWidth());
        assertEquals(1, small.getHeight());
    }

    @Test
    void liesAsThePictureIsShown() {
        Raster picture = new Raster(3, 2, new int[] {1, 2, 3, 4, 5, 6});
        int[][] turned = {
            {1, 2, 3, 4, 5, 6}, {3, 2, 1, 6, 5, 4}, {6, 5, 4, 3, 2, 1}, {4, 5, 6, 1, 2, 3},
            {1, 4, 2, 5, 3, 6}, {4, 1, 5, 2, 6, 3}, {6, 3, 5, 2, 4, 1}, {3, 6, 2, 5, 1, 4}
        };
        for (int orientation = 1; orientation <= 8; orientation++) {
            Raster shown = picture.turned(orientation);
            assertEquals(orientation >= 5 ? 2 : 3, shown.width());
            assertArrayEquals(turned[orientation - 1], shown.pixels(), "orientation " + orientation);
        }
    }

    @Test
    void isReadByOthersAsItWasWritten() {
        BufferedImage photo = Samples.photo(83, 41, BufferedImage.TYPE_3BYTE_BGR);
        int[] pixels = Samples.pixels(Samples.write(photo, "png", false));
        byte[] jpeg = JpegEncoder.encode(new Raster(83, 41, pixels));
        double difference = Samples.difference(pixels, Samples.pixels(jpeg));
        assertTrue(difference < 4, () -> "off by " + difference);
        int[] noise = new Random(2).ints(64 * 64, 0, 1 << 24).toArray();
        assertEquals(
                64, Samples.image(JpegEncoder.encode(new Raster(64, 64, noise))).getHeight());
    }

    private static byte[] preview(byte[] picture, String format, int size) throws IOException {
        return Preview.of(new ByteArrayInputStream(picture), "image/" + format, size);
    }

    /** The plain way, for a whole number of pixels. */
    private static int[] averaged(int[] pixels, int width, int times) {
        int small = width / times;
        int[] means = new int[pixels.length / times / times];
        for (int i = 0; i < means.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                int sum = 0;
                for (int n = 0; n < times * times; n++) {
                    int y = i / small * times + n / times;
                    sum += (pixels[y * width + i % small * times + n % times] >> shift) & 0xff;
                }
                means[i] |= (sum + times * times / 2) / (times * times) << shift;
            }
        }
        return means;
    }
}
