package io.laiwang.media.doodle.render;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A PNG of eight bits a color, made row by row; it is all that a drawing needs, in fewer lines than a library takes to
 * set up. Every row is filtered as its difference from the one above ("Up"), which is nothing for bare paper.
 */
final class Png implements Rows {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int UP = 2;
    private static final int LEVEL = 3;
    private static final int PIECE = 64 * 1024;
    private static final int CHANNELS = 3;

    private final int width;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deflater deflater = new Deflater(LEVEL);
    private final byte[] piece = new byte[PIECE];
    private final int[] above;
    private final byte[] row;

    Png(int width, int height) {
        this.width = width;
        this.above = new int[width];
        this.row = new byte[1 + width * CHANNELS];
        row[0] = UP;
        out.writeBytes(SIGNATURE);
        chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array(),
                13);
    }

    @Override
    public void add(int[] pixels, int offset) {
        for (int x = 0; x < width; x++) {
            int pixel = pixels[offset + x];
            int up = above[x];
            row[1 + x * CHANNELS] = (byte) ((pixel >> 16) - (up >> 16));
            row[2 + x * CHANNELS] = (byte) ((pixel >> 8) - (up >> 8));
            row[3 + x * CHANNELS] = (byte) (pixel - up);
        }
        System.arraycopy(pixels, offset, above, 0, width);
        deflater.setInput(row);
        while (!deflater.needsInput()) {
            deflate();
        }
    }

    byte[] end() {
        deflater.finish();
        while (!deflater.finished()) {
            deflate();
        }
        deflater.end();
        chunk("IEND", piece, 0);
        return out.toByteArray();
    }

    private void deflate() {
        int length = deflater.deflate(piece);
        if (length > 0) {
            chunk("IDAT", piece, length);
        }
    }

    private void chunk(String type, byte[] data, int length) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        out.writeBytes(name);
        out.write(data, 0, length);
        out.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
    }
}
