package io.laiwang.media.thumbnail.picture;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads the first frame of a GIF (version 89a). What it leaves free or clear shows white. */
public final class GifDecoder {
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int CONTROL = 0xf9;
    private static final int WHITE = 0xffffff;
    private static final int PIECE = 64 * 1024;
    private static final long MOST_PIXELS = 50_000_000;
    /** First row, and the step between rows, of each pass. */
    private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

    private static final int[][] WHOLE = {{0, 1}};

    private final DataInputStream in;
    private final Rows rows;
    private int[] colors = new int[256];
    private int clear = -1;

    private GifDecoder(InputStream in, Rows rows) {
        this.in = new DataInputStream(new BufferedInputStream(in, PIECE));
        this.rows = rows;
    }

    public static void decode(InputStream in, Rows rows) throws IOException {
        new GifDecoder(in, rows).decode();
    }

    private void decode() throws IOException {
        in.skipNBytes(6);
        int width = number();
        int height = number();
        rows.start(width, height);
        int flags = in.readUnsignedByte();
        in.readUnsignedShort();
        readColors(flags);
        int block = in.readUnsignedByte();
        while (block == EXTENSION) {
            readExtension();
            block = in.readUnsignedByte();
        }
        if (block != IMAGE) {
            throw new BadPicture("no frame");
        }
        readFrame(width, height);
    }

    private int number() throws IOException {
        int low = in.readUnsignedByte();
        return low | (in.readUnsignedByte() << 8);
    }

    private void readColors(int flags) throws IOException {
        if ((flags & 0x80) == 0) {
            return;
        }
        colors = new int[256];
        for (int i = 0; i < 2 << (flags & 7); i++) {
            colors[i] = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        }
    }

    private void readExtension() throws IOException {
        int label = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        while (length > 0) {
            byte[] block = in.readNBytes(length);
            if (label == CONTROL && block.length == 4) {
                clear = (block[0] & 1) == 1 ? block[3] & 0xff : -1;
            }
            length = in.readUnsignedByte();
        }
    }

    private void readFrame(int width, int height) throws IOException {
        int left = number();
        int top = number();
        int frameWidth = number();
        int frameHeight = number();
        int flags = in.readUnsignedByte();
        readColors(flags);
        if (frameWidth == 0 || (long) frameWidth * frameHeight > MOST_PIXELS) {
            throw new BadPicture("frame");
        }
        int[] row = new int[width];
        Arrays.fill(row, WHITE);
        for (int y = 0; y < height; y++) {
            if (y < top || y >= top + frameHeight) {
                rows.add(y, row, width);
            }
        }
        Lzw pixels = new Lzw(in);
        byte[] indexes = new byte[frameWidth];
        for (int[] pass : (flags & 0x40) == 0 ? WHOLE : PASSES) {
            for (int y = top + pass[0]; y < Math.min(height, top + frameHeight); y += pass[1]) {
                pixels.read(indexes);
                paint(indexes, row, left);
                rows.add(y, row, width);
            }
        }
    }

    private void paint(byte[] indexes, int[] row, int left) {
        for (int i = 0; i < indexes.length && left + i < row.length; i++) {
            int index = indexes[i] & 0xff;
            row[left + i] = index == clear ? WHITE : colors[index];
        }
    }
}
