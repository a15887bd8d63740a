package io.laiwang.media.thumbnail.encode;

import io.laiwang.media.thumbnail.jpeg.ZigZag;
import io.laiwang.media.thumbnail.picture.Raster;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a small picture as a sequential JPEG (JFIF 1.02) with every color at full size. */
public final class JpegEncoder {
    private static final double[] COSINES = cosines();

    private final Raster picture;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final BitWriter bits = new BitWriter(out);
    private final double[] samples = new double[64];
    private final double[] half = new double[64];
    private final int[] numbers = new int[64];
    private final int[] predicted = new int[3];

    private JpegEncoder(Raster picture) {
        this.picture = picture;
    }

    public static byte[] encode(Raster picture) {
        return new JpegEncoder(picture).encode();
    }

    private byte[] encode() {
        marker(0xd8);
        segment(0xe0, "JFIF\0\1\2\0\0\1\0\1\0\0".getBytes(StandardCharsets.ISO_8859_1));
        segment(0xdb, tables());
        segment(0xc0, frame());
        segment(0xc4, codes());
        segment(0xda, new byte[] {3, 1, 0, 2, 0, 3, 0, 0, 63, 0});
        for (int y = 0; y < picture.height(); y += 8) {
            for (int x = 0; x < picture.width(); x += 8) {
                for (int color = 0; color < 3; color++) {
                    block(x, y, color);
                }
            }
        }
        bits.end();
        marker(0xd9);
        return out.toByteArray();
    }

    private void marker(int marker) {
        out.write(0xff);
        out.write(marker);
    }

    private void segment(int marker, byte[] content) {
        marker(marker);
        int length = content.length + 2;
        out.write(length >> 8);
        out.write(length);
        out.writeBytes(content);
    }

    private static byte[] tables() {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        tables.write(0);
        Quantization.BRIGHTNESS.describe(tables);
        tables.write(1);
        Quantization.COLOR.describe(tables);
        return tables.toByteArray();
    }

    private byte[] frame() {
        int height = picture.height();
        int width = picture.width();
        return new byte[] {
            8,
            (byte) (height >> 8),
            (byte) height,
            (byte) (width >> 8),
            (byte) width,
            3,
            1,
            0x11,
            0,
            2,
            0x11,
            1,
            3,
            0x11,
            1
        };
    }

    private static byte[] codes() {
        ByteArrayOutputStream codes = new ByteArrayOutputStream();
        Codes.DC.describe(codes);
        Codes.AC.describe(codes);
        return codes.toByteArray();
    }

    private void block(int left, int top, int color) {
        for (int i = 0; i < 64; i++) {
            int x = Math.min(picture.width() - 1, left + i % 8);
            int y = Math.min(picture.height() - 1, top + i / 8);
            samples[i] = sample(picture.pixels()[y * picture.width() + x], color);
        }
        transform(color == 0 ? Quantization.BRIGHTNESS : Quantization.COLOR);
        write(color);
    }

    /** Brightness or one of two differences (JFIF), around zero. */
    private static double sample(int pixel, int color) {
        int red = (pixel >> 16) & 0xff;
        int green = (pixel >> 8) & 0xff;
        int blue = pixel & 0xff;
        return switch (color) {
            case 0 -> 0.299 * red + 0.587 * green + 0.114 * blue - 128;
            case 1 -> -0.168735892 * red - 0.331264108 * green + 0.5 * blue;
            default -> 0.5 * red - 0.418687589 * green - 0.081312411 * blue;
        };
    }

    /** The cosine transform as it is defined (T.81, A.3.3), along rows and then along columns. */
    private void transform(Quantization quantization) {
        for (int i = 0; i < 64; i++) {
            half[i] = sum(samples, i / 8 * 8, 1, i % 8);
        }
        for (int i = 0; i < 64; i++) {
            numbers[i] = (int) Math.round(sum(half, i % 8, 8, i / 8) / quantization.step(i));
        }
    }

    private static double sum(double[] values, int from, int step, int frequency) {
        double sum = 0;
        for (int n = 0; n < 8; n++) {
            sum += values[from + n * step] * COSINES[8 * frequency + n];
        }
        return sum;
    }

    private void write(int color) {
        int difference = numbers[0] - predicted[color];
        predicted[color] = numbers[0];
        write(Codes.DC, 0, difference);
        int run = 0;
        for (int k = 1; k < 64; k++) {
            int number = numbers[ZigZag.place(k)];
            if (number == 0) {
                run++;
                continue;
            }
            for (; run > 15; run -= 16) {
                Codes.AC.put(0xf0, bits);
            }
            write(Codes.AC, run, number);
            run = 0;
        }
        if (run > 0) {
            Codes.AC.put(0, bits);
        }
    }

    private void write(Codes codes, int run, int number) {
        int size = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(number));
        codes.put((run << 4) | size, bits);
        bits.put(number < 0 ? number - 1 : number, size);
    }

    private static double[] cosines() {
        double[] cosines = new double[64];
        for (int i = 0; i < 64; i++) {
            int frequency = i / 8;
            double scale = frequency == 0 ? Math.sqrt(0.125) : 0.5;
            cosines[i] = scale * Math.cos((2 * (i % 8) + 1) * frequency * Math.PI / 16);
        }
        return cosines;
    }
}
