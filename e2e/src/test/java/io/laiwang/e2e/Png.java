package io.laiwang.e2e;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A grey picture of one line whose pixels are given, without compression: they lie in the file as they are. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Png() {}

    static byte[] with(byte[] pixels) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.write(SIGNATURE);
            chunk(out, "IHDR", new byte[] {0, 0, 0, (byte) pixels.length, 0, 0, 0, 1, 8, 0, 0, 0, 0});
            chunk(out, "IDAT", stored(pixels));
            chunk(out, "IEND", new byte[0]);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] stored(byte[] pixels) {
        byte[] line = new byte[1 + pixels.length];
        System.arraycopy(pixels, 0, line, 1, pixels.length);
        Deflater deflater = new Deflater(Deflater.NO_COMPRESSION);
        deflater.setInput(line);
        deflater.finish();
        byte[] packed = new byte[line.length + 64];
        int size = deflater.deflate(packed);
        deflater.end();
        return java.util.Arrays.copyOf(packed, size);
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
