package io.laiwang.media.doodle.render;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/** Reads the PNGs that {@link Png} writes, and checks them; how the bytes were packed doesn't matter. */
record Pixels(int width, int height, int[] rgb) {
    static Pixels of(byte[] png) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(png));
        in.skipNBytes(8);
        byte[] header = new byte[0];
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (String type = ""; !type.equals("IEND"); ) {
            byte[] chunk = new byte[in.readInt() + 4];
            in.readFully(chunk);
            CRC32 crc = new CRC32();
            crc.update(chunk);
            if ((int) crc.getValue() != in.readInt()) {
                throw new IOException("a chunk is broken");
            }
            type = new String(chunk, 0, 4, StandardCharsets.US_ASCII);
            header = type.equals("IHDR") ? chunk : header;
            packed.write(chunk, 4, type.equals("IDAT") ? chunk.length - 4 : 0);
        }
        DataInputStream sizes = new DataInputStream(new ByteArrayInputStream(header, 4, 8));
        int width = sizes.readInt();
        int height = sizes.readInt();
        return new Pixels(width, height, unpack(packed.toByteArray(), width, height));
    }

    private static int[] unpack(byte[] packed, int width, int height) throws IOException {
        int[] rgb = new int[width * height];
        byte[] above = new byte[width * 3];
        try (InflaterInputStream rows = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            for (int y = 0; y < height; y++) {
                byte[] row = rows.readNBytes(above.length + 1);
                if (row[0] != 2) {
                    throw new IOException("another filter");
                }
                for (int i = 0; i < above.length; i++) {
                    above[i] += row[i + 1];
                    rgb[y * width + i / 3] |= (above[i] & 0xff) << 8 * (2 - i % 3);
                }
            }
        }
        return rgb;
    }

    int at(int x, int y) {
        return rgb[y * width + x];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pixels pixels && width == pixels.width && Arrays.equals(rgb, pixels.rgb);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rgb);
    }

    @Override
    public String toString() {
        return width + " x " + height + ", hash " + hashCode();
    }
}
