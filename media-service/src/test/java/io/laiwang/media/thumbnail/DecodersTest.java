package io.laiwang.media.thumbnail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.media.thumbnail.jpeg.JpegDecoder;
import io.laiwang.media.thumbnail.picture.BadPicture;
import io.laiwang.media.thumbnail.picture.GifDecoder;
import io.laiwang.media.thumbnail.picture.PngDecoder;
import io.laiwang.media.thumbnail.webp.WebpDecoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other software writes and reads, pixel by pixel. */
class DecodersTest {
    private static final int[] TYPES = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_BINARY
    };

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsEveryKindOfPng(boolean interlaced) throws IOException {
        for (int type : TYPES) {
            for (int[] size : new int[][] {{61, 43}, {1, 1}, {3, 9}}) {
                checkPng(Samples.write(Samples.photo(size[0], size[1], type), "png", interlaced), type);
            }
        }
        checkPng(Samples.write(Samples.clear(20, 10), "png", interlaced), BufferedImage.TYPE_4BYTE_ABGR);
    }

    /** Those in {@code webp/} were written by libwebp 1.5, and the PNGs beside them are what it reads. */
    @ParameterizedTest
    @CsvSource({"lossless,0", "lossless-alpha,0", "palette,0", "lossy,1.5", "lossy-alpha,1.5", "lossy-coarse,4"})
    void readsWebp(String name, double off) throws IOException {
        Whole whole = new Whole();
        WebpDecoder.decode(new ByteArrayInputStream(Samples.webp(name)), whole);
        int[] expected = Samples.pixels(Samples.resource(name + ".png"));
        assertTrue(
                Samples.difference(expected, whole.pixels) <= off,
                () -> "off by " + Samples.difference(expected, whole.pixels));
    }

    @Test
    void readsNoAnimatedWebp() {
        assertThrows(
                BadPicture.class,
                () -> WebpDecoder.decode(new ByteArrayInputStream(Samples.webp("animation")), new Whole()));
    }

    private static void checkPng(byte[] png, int type) throws IOException {
        Whole whole = new Whole();
        PngDecoder.decode(new ByteArrayInputStream(png), whole);
        int[] expected = Samples.pixels(png);
        if (type == BufferedImage.TYPE_USHORT_GRAY || type == BufferedImage.TYPE_4BYTE_ABGR) {
            double off = Samples.difference(expected, whole.pixels); // what is rounded, and grey by another curve
            assertTrue(off < 1 || type == BufferedImage.TYPE_USHORT_GRAY, () -> "off by " + off);
        } else if (type != BufferedImage.TYPE_BYTE_GRAY) {
            assertArrayEquals(expected, whole.pixels);
        }
        if (type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_USHORT_GRAY) {
            assertArrayEquals(greys(png, type == BufferedImage.TYPE_USHORT_GRAY ? 8 : 0), whole.pixels);
        }
    }

    /** As they are in the file: AWT gives grey another curve than the rest. */
    private static int[] greys(byte[] picture, int shift) {
        BufferedImage image = Samples.image(picture);
        int[] greys = image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (greys[i] >> shift) * 0x010101;
        }
        return greys;
    }

    @Test
    void readsGif() throws IOException {
        for (boolean interlaced : new boolean[] {false, true}) {
            for (BufferedImage image : new BufferedImage[] {
                Samples.photo(300, 211, BufferedImage.TYPE_BYTE_INDEXED),
                Samples.photo(5, 6, BufferedImage.TYPE_3BYTE_BGR),
                Samples.clear(40, 9)
            }) {
                byte[] gif = Samples.write(image, "gif", interlaced);
                Whole whole = new Whole();
                GifDecoder.decode(new ByteArrayInputStream(gif), whole);
                assertArrayEquals(Samples.pixels(gif), whole.pixels);
            }
        }
    }

    /** Colors at a smaller size are laid out in other ways by others, so they are compared less strictly. */
    @ParameterizedTest
    @CsvSource({"11,0,0.6", "21,0,2", "12,0,2", "22,0,2.5", "41,5,2.5", "22,3,2.5", "11,7,0.6"})
    void readsJpeg(String sampling, int restartEvery, double off) throws IOException {
        for (boolean progressive : new boolean[] {false, true}) {
            for (int[] size : new int[][] {{161, 99}, {16, 16}, {7, 33}}) {
                BufferedImage photo = Samples.photo(size[0], size[1], BufferedImage.TYPE_3BYTE_BGR);
                byte[] jpeg = Samples.jpeg(photo, progressive, sampling, restartEvery);
                assertTrue(hasMarker(jpeg, progressive ? 0xc2 : 0xc0));
                assertTrue(restartEvery == 0 || hasMarker(jpeg, 0xdd));
                double difference = Samples.difference(Samples.pixels(jpeg), decoded(jpeg));
                double most = size[0] > 100 ? off : 4 * off; // small ones are all borders
                assertTrue(difference < most, () -> progressive + " is off by " + difference);
            }
        }
    }

    @Test
    void readsGreyJpeg() throws IOException {
        for (boolean progressive : new boolean[] {false, true}) {
            BufferedImage photo = Samples.photo(53, 70, BufferedImage.TYPE_BYTE_GRAY);
            byte[] jpeg = Samples.jpeg(photo, progressive, "11", 0);
            double difference = Samples.difference(greys(jpeg, 0), decoded(jpeg));
            assertTrue(difference < 0.6, () -> "off by " + difference);
        }
    }

    private static int[] decoded(byte[] jpeg) throws IOException {
        Whole whole = new Whole();
        JpegDecoder.decode(new ByteArrayInputStream(jpeg), whole);
        return whole.pixels;
    }

    private static boolean hasMarker(byte[] jpeg, int marker) {
        for (int i = 0; i + 1 < jpeg.length; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == marker) {
                return true;
            }
        }
        return false;
    }
}
