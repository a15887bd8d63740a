package io.laiwang.media.thumbnail.picture;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;

/** Reads a PNG of any kind (W3C, third edition), and an animated one as its still picture. What shines through shows white. */
public final class PngDecoder {
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504c5445;
    private static final int TRNS = 0x74524e53;
    private static final int IDAT = 0x49444154;
    private static final int PIECE = 64 * 1024;
    /** Adam7: first column, first row, and the steps between columns and rows, of each pass. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] WHOLE = {{0, 0, 1, 1}};

    private final DataInputStream in;
    private final Rows rows;

    private PngDecoder(InputStream in, Rows rows) {
        this.in = new DataInputStream(new BufferedInputStream(in, PIECE));
        this.rows = rows;
    }

    public static void decode(InputStream in, Rows rows) throws IOException {
        new PngDecoder(in, rows).decode();
    }

    private void decode() throws IOException {
        in.skipNBytes(8);
        int length = in.readInt();
        if (length != 13 || in.readInt() != IHDR) {
            throw new BadPicture("no header");
        }
        int width = in.readInt();
        int height = in.readInt();
        rows.start(width, height);
        PngPixels pixels = PngPixels.of(in.readUnsignedByte(), in.readUnsignedByte());
        in.readUnsignedShort(); // the only compression and the only kind of filters
        int[][] passes = in.readUnsignedByte() == 1 ? PASSES : WHOLE;
        in.readInt();
        int first = readTables(pixels);
        try (InputStream data = new InflaterInputStream(new PngData(in, first))) {
            for (int[] pass : passes) {
                readPass(new DataInputStream(data), pixels, pass, width, height);
            }
        }
    }

    /** @return the length of the first piece of data */
    private int readTables(PngPixels pixels) throws IOException {
        while (true) {
            int length = in.readInt();
            int type = in.readInt();
            if (length < 0) {
                throw new BadPicture("chunk");
            }
            if (type == IDAT) {
                return length;
            }
            if ((type == PLTE || type == TRNS) && length <= 768) {
                byte[] table = new byte[length];
                in.readFully(table);
                pixels.take(type == PLTE, table);
            } else {
                in.skipNBytes(length);
            }
            in.readInt();
        }
    }

    private void readPass(DataInputStream data, PngPixels pixels, int[] pass, int width, int height)
            throws IOException {
        int count = (width - pass[0] + pass[2] - 1) / pass[2];
        if (count <= 0) {
            return;
        }
        byte[] above = new byte[pixels.rowBytes(count)];
        byte[] row = new byte[above.length];
        int[] colors = new int[count];
        for (int y = pass[1]; y < height; y += pass[3]) {
            int filter = data.readUnsignedByte();
            data.readFully(row);
            PngFilter.undo(filter, row, above, pixels.pixelBytes());
            pixels.colors(row, colors);
            rows.add(y, pass[0], pass[2], colors, count);
            byte[] done = above;
            above = row;
            row = done;
        }
    }

    static boolean isData(int type) {
        return type == IDAT;
    }
}
