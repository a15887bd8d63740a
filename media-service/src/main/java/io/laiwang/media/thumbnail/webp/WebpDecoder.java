package io.laiwang.media.thumbnail.webp;

import io.laiwang.media.thumbnail.picture.BadPicture;
import io.laiwang.media.thumbnail.picture.Rows;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a still picture: RFC 9649, section 2. Its bytes are held, 8 MB at most, as the parts of a lossy one are read side
 * by side; its pixels aren't. Animations have no preview.
 */
public final class WebpDecoder {
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int LOSSY = code("VP8 ");
    private static final int LOSSLESS = code("VP8L");
    private static final int ALPHA = code("ALPH");
    private static final int ANIMATION = code("ANIM");

    private final DataInputStream in;
    private final Rows rows;
    private byte[] alpha = {};

    private WebpDecoder(InputStream in, Rows rows) {
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.rows = rows;
    }

    public static void decode(InputStream in, Rows rows) throws IOException {
        new WebpDecoder(in, rows).decode();
    }

    private static int code(String type) {
        return type.charAt(0) | type.charAt(1) << 8 | type.charAt(2) << 16 | type.charAt(3) << 24;
    }

    private void decode() throws IOException {
        in.skipNBytes(12);
        while (true) {
            int type = Integer.reverseBytes(in.readInt());
            int length = Integer.reverseBytes(in.readInt());
            if (length < 0 || type == ANIMATION) {
                throw new BadPicture("no still picture");
            } else if (type == LOSSY) {
                decodeLossy(read(length));
                return;
            } else if (type == LOSSLESS) {
                decodeLossless(read(length));
                return;
            } else if (type == ALPHA) {
                alpha = read(length);
                in.skipNBytes(length & 1);
            } else {
                in.skipNBytes((long) length + (length & 1));
            }
        }
    }

    private byte[] read(int length) throws IOException {
        if (length > MOST_BYTES) {
            throw new BadPicture("too large to be held");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new BadPicture("ends early");
        }
        return bytes;
    }

    private void decodeLossy(byte[] bytes) throws IOException {
        Lossy picture = new Lossy(bytes, 0, bytes.length);
        rows.start(picture.width(), picture.height());
        picture.decode(
                rows, alpha.length == 0 ? AlphaRows.NONE : AlphaPlane.of(alpha, picture.width(), picture.height()));
    }

    private void decodeLossless(byte[] bytes) throws IOException {
        Lossless picture = Lossless.picture(bytes, 0, bytes.length);
        rows.start(picture.width(), picture.height());
        int[] row = new int[picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            picture.next(row);
            for (int x = 0; x < row.length; x++) {
                row[x] = AlphaRows.onWhite(row[x], row[x] >>> 24);
            }
            rows.add(y, row, row.length);
        }
    }
}
