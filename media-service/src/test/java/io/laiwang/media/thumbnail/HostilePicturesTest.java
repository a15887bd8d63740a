package io.laiwang.media.thumbnail;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes that are no picture: refused soon, whatever they are, and by nothing but an {@link IOException}. */
class HostilePicturesTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int MUTATIONS = 1500;

    private static Map<byte[], String> pictures() {
        BufferedImage photo = Samples.photo(40, 27, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage few = Samples.photo(40, 27, BufferedImage.TYPE_BYTE_INDEXED);
        Map<byte[], String> pictures = new LinkedHashMap<>();
        pictures.put(Samples.jpeg(photo, false, "22", 2), "image/jpeg");
        pictures.put(Samples.jpeg(photo, true, "21", 0), "image/jpeg");
        pictures.put(Samples.write(photo, "png", true), "image/png");
        pictures.put(Samples.write(few, "png", false), "image/png");
        pictures.put(Samples.write(few, "gif", true), "image/gif");
        for (String name : new String[] {"lossless", "lossless-alpha", "palette", "lossy", "lossy-alpha"}) {
            pictures.put(Samples.webp(name), "image/webp");
        }
        return pictures;
    }

    @Test
    void mutatedOnesAreReadOrRefused() {
        Random random = new Random(42);
        pictures().forEach((picture, type) -> {
            for (int round = 0; round < MUTATIONS; round++) {
                byte[] mutated = mutate(picture, random);
                assertTimeoutPreemptively(DEADLINE, () -> readOrRefuse(mutated, type), type);
            }
        });
    }

    private static byte[] mutate(byte[] picture, Random random) {
        byte[] mutated = picture.clone();
        for (int n = 1 + random.nextInt(6); n > 0; n--) {
            mutated[random.nextInt(mutated.length)] = (byte) (random.nextInt(4) == 0 ? 0xff : random.nextInt(256));
        }
        return random.nextInt(5) == 0 ? Arrays.copyOf(mutated, random.nextInt(mutated.length)) : mutated;
    }

    private static void readOrRefuse(byte[] picture, String type) {
        try {
            read(picture, type);
        } catch (IOException refused) {
            // as it should be
        }
    }

    private static void read(byte[] picture, String type) throws IOException {
        Preview.of(new ByteArrayInputStream(picture), type, 160);
    }

    @Test
    void shortOnesAreRefused() {
        pictures().forEach((picture, type) -> {
            int pixels = picture.length - (type.equals("image/png") ? 30 : 12);
            for (int length = 0; length < pixels; length += 7) {
                byte[] cut = Arrays.copyOf(picture, length);
                assertThrows(IOException.class, () -> read(cut, type), () -> type + " of " + cut.length);
            }
        });
    }

    @Test
    void largeClaimsCostNothing() {
        BufferedImage photo = Samples.photo(16, 16, BufferedImage.TYPE_3BYTE_BGR);
        byte[] png = Samples.write(photo, "png", true);
        ByteBuffer.wrap(png).putInt(16, 7000).putInt(20, 7000);
        refuses(png, "image/png");
        ByteBuffer.wrap(png).putInt(16, Integer.MAX_VALUE).putInt(20, Integer.MAX_VALUE);
        refuses(png, "image/png");
        for (boolean progressive : new boolean[] {false, true}) {
            byte[] jpeg = Samples.jpeg(photo, progressive, "22", 0);
            int frame = frame(jpeg);
            ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 7000).putShort(frame + 7, (short) 7000);
            refuses(jpeg, "image/jpeg");
        }
    }

    @Test
    void endlessPassesAreRefused() {
        byte[] jpeg = Samples.jpeg(Samples.photo(640, 640, BufferedImage.TYPE_3BYTE_BGR), true, "11", 0);
        byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 0, 0x11, 0, 0};
        int end = jpeg.length - 2;
        ByteBuffer bytes = ByteBuffer.allocate(end + scan.length * 100_000).put(jpeg, 0, end);
        for (int i = 0; i < 100_000; i++) {
            bytes.put(scan);
        }
        refuses(bytes.array(), "image/jpeg");
    }

    @Test
    void colorsForPrintAndArithmeticCodesAreRefused() {
        byte[] jpeg = Samples.jpeg(Samples.photo(16, 16, BufferedImage.TYPE_3BYTE_BGR), false, "11", 0);
        int frame = frame(jpeg);
        for (int marker : new int[] {0xc3, 0xc5, 0xc9, 0xca}) {
            byte[] other = jpeg.clone();
            other[frame + 1] = (byte) marker;
            refuses(other, "image/jpeg");
        }
        jpeg[frame + 9] = 4;
        refuses(jpeg, "image/jpeg");
        refuses(jpeg, "image/webp");
    }

    private static void refuses(byte[] picture, String type) {
        assertTimeoutPreemptively(DEADLINE, () -> assertThrows(IOException.class, () -> read(picture, type)));
    }

    private static int frame(byte[] jpeg) {
        for (int i = 0; i + 1 < jpeg.length; i++) {
            if ((jpeg[i] & 0xff) == 0xff && ((jpeg[i + 1] & 0xff) == 0xc0 || (jpeg[i + 1] & 0xff) == 0xc2)) {
                return i;
            }
        }
        throw new AssertionError("no frame");
    }
}
