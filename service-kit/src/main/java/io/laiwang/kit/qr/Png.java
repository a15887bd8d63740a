package io.laiwang.kit.qr;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A square picture in black and white as PNG: greyscale, one bit a pixel, three chunks. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Png() {}

    /** Whether a pixel is white. */
    interface Bits {
        boolean isWhite(int x, int y);
    }

    static byte[] ofBits(int side, Bits bits) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream png = new DataOutputStream(bytes)) {
            png.write(SIGNATURE);
            chunk(png, "IHDR", header(side));
            chunk(png, "IDAT", pixels(side, bits));
            chunk(png, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] header(int side) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(header);
        out.writeInt(side);
        out.writeInt(side);
        // depth 1, greyscale, then deflate, no filter by row, not interlaced
        out.write(new byte[] {1, 0, 0, 0, 0});
        return header.toByteArray();
    }

    private static byte[] pixels(int side, Bits bits) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            for (int y = 0; y < side; y++) {
                byte[] row = new byte[1 + (side + 7) / 8];
                for (int x = 0; x < side; x++) {
                    if (bits.isWhite(x, y)) {
                        row[1 + x / 8] |= (byte) (0x80 >> (x % 8));
                    }
                }
                out.write(row);
            }
        }
        return packed.toByteArray();
    }

    private static void chunk(DataOutputStream png, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        png.writeInt(data.length);
        png.write(name);
        png.write(data);
        png.writeInt((int) crc.getValue());
    }
}
