package io.laiwang.media.thumbnail.webp;

import io.laiwang.media.thumbnail.picture.BadPicture;
import java.util.ArrayList;
import java.util.List;

/** A lossless image, a row at a time: RFC 9649, section 3. */
final class Lossless {
    private static final int MARK = 0x2f;
    private static final int HEAD_BITS = 8 + 14 + 14 + 1 + 3;
    /** Held of an image that says something of another one. */
    private static final int MOST_HELD = 1_000_000;

    private final int width;
    private final int height;
    private final int codedWidth;
    private final List<RowTransform> transforms = new ArrayList<>();
    private final PixelStream stream;

    /** @param isHeadless an image that is no picture of its own, of a size that is known */
    Lossless(byte[] bytes, int from, int end, int width, int height, boolean isHeadless) throws BadPicture {
        BitReader in = new BitReader(bytes, from, end);
        if (!isHeadless) {
            in.number(HEAD_BITS / 2);
            in.number(HEAD_BITS / 2);
        }
        this.width = width;
        this.height = height;
        int coded = width;
        int seen = 0;
        while (in.flag()) {
            int kind = in.number(2);
            if ((seen & (1 << kind)) != 0) {
                throw new BadPicture("the same transform again");
            }
            seen |= 1 << kind;
            RowTransform transform = RowTransform.read(in, kind, coded, height);
            transforms.addFirst(transform);
            coded = transform.codedWidth(coded);
        }
        this.codedWidth = coded;
        this.stream = new PixelStream(in, coded, height, true);
    }

    /** Of a picture with its own head. */
    static Lossless picture(byte[] bytes, int from, int end) throws BadPicture {
        BitReader head = new BitReader(bytes, from, end);
        if (head.number(8) != MARK) {
            throw new BadPicture("no head");
        }
        int width = head.number(14) + 1;
        int height = head.number(14) + 1;
        head.flag(); // a hint that some of it is clear
        if (head.number(3) != 0) {
            throw new BadPicture("another version");
        }
        return new Lossless(bytes, from, end, width, height, false);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** @param row takes the next row's pixels, {@code 0xaarrggbb} */
    void next(int[] row) throws BadPicture {
        for (int x = 0; x < codedWidth; x++) {
            row[x] = stream.next();
        }
        for (RowTransform transform : transforms) {
            transform.undo(row);
        }
    }

    /** An image that says something of each square of another one. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Image(int[] pixels, int width, int bits) {
        static Image read(BitReader in, int ofWidth, int ofHeight, int bits) throws BadPicture {
            int width = squares(ofWidth, bits);
            return new Image(pixels(in, width, squares(ofHeight, bits)), width, bits);
        }

        private static int squares(int size, int bits) {
            return (size + (1 << bits) - 1) >> bits;
        }

        static int[] pixels(BitReader in, int width, int height) throws BadPicture {
            if ((long) width * height > MOST_HELD) {
                throw new BadPicture("too large to be held");
            }
            int[] pixels = new int[width * height];
            PixelStream stream = new PixelStream(in, width, height, false);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = stream.next();
            }
            return pixels;
        }

        int at(int x, int y) {
            return pixels[(y >> bits) * width + (x >> bits)];
        }
    }
}
