package io.laiwang.media.thumbnail.picture;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What the data chunks hold, one after the other. */
final class PngData extends InputStream {
    private final DataInputStream in;
    private int left;

    PngData(DataInputStream in, int left) {
        this.in = in;
        this.left = left;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (left == 0) {
            in.readInt();
            left = in.readInt();
            if (!PngDecoder.isData(in.readInt()) || left < 0) {
                throw new BadPicture("data ends early");
            }
        }
        int read = in.read(bytes, offset, Math.min(left, length));
        if (read < 0) {
            throw new BadPicture("data ends early");
        }
        left -= read;
        return read;
    }
}
