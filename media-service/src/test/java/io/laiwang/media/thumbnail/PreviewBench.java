package io.laiwang.media.thumbnail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints what previews of large pictures cost, in CPU time of the one thread that makes them. Run its {@code main}, with
 * files to make previews of besides: {@code photo.webp} and the like.
 */
final class PreviewBench {
    private static final double NANOS_A_MILLI = 1e6;
    private static final int TIMES = 5;
    private static final int SIZE = 640;

    private PreviewBench() {}

    public static void main(String[] files) throws IOException {
        BufferedImage large = Samples.photo(4000, 3000, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage phone = Samples.photo(3200, 2400, BufferedImage.TYPE_3BYTE_BGR);
        print("JPEG, 12 megapixels", Samples.jpeg(large, false, "22", 0), "jpeg");
        print("JPEG in passes, 7.7 megapixels", Samples.jpeg(phone, true, "22", 0), "jpeg");
        print("PNG, 12 megapixels", Samples.write(large, "png", false), "png");
        print("PNG interlaced, 12 megapixels", Samples.write(large, "png", true), "png");
        print("GIF, 7.7 megapixels", Samples.write(phone, "gif", false), "gif");
        for (String file : files) {
            print(file, Files.readAllBytes(Path.of(file)), file.substring(file.lastIndexOf('.') + 1));
        }
    }

    private static void print(String name, byte[] picture, String type) throws IOException {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            long before = cpu();
            Preview.of(new ByteArrayInputStream(picture), "image/" + type, SIZE);
            best = Math.min(best, cpu() - before);
        }
        System.out.printf("%-32s %6d KB %8.0f ms%n", name, picture.length / 1024, best / NANOS_A_MILLI);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
