package io.laiwang.media.thumbnail.picture;

import java.io.DataInputStream;
import java.io.IOException;

/** Unpacks a GIF's pixels (appendix F): codes of growing width, each a string that was seen and one value more. */
final class Lzw {
    private static final int MOST_CODES = 4096;

    private final DataInputStream in;
    private final int firstWidth;
    private final int clear;
    private final int[] before = new int[MOST_CODES];
    private final byte[] last = new byte[MOST_CODES];
    private final byte[] stack = new byte[MOST_CODES + 1];
    private int stacked;
    private int known;
    private int width;
    private int previous;
    private byte first;
    private int bits;
    private int bitCount;
    private int blockLeft;

    Lzw(DataInputStream in) throws IOException {
        this.in = in;
        int values = in.readUnsignedByte();
        if (values < 1 || values > 8) {
            throw new BadPicture("code width");
        }
        this.firstWidth = values + 1;
        this.clear = 1 << values;
        for (int i = 0; i < clear; i++) {
            last[i] = (byte) i;
        }
        forget();
    }

    private void forget() {
        known = clear + 2;
        width = firstWidth;
        previous = -1;
    }

    /** Fills the row. Fails where the codes end early. */
    void read(byte[] row) throws IOException {
        for (int i = 0; i < row.length; i++) {
            while (stacked == 0) {
                readString();
            }
            row[i] = stack[--stacked];
        }
    }

    private void readString() throws IOException {
        int code = code();
        if (code == clear) {
            forget();
            return;
        }
        if (code == clear + 1 || code > known || (code == known && previous < 0)) {
            throw new BadPicture("code");
        }
        int string = code;
        if (code == known) {
            stack[stacked++] = first;
            string = previous;
        }
        while (string >= clear) {
            stack[stacked++] = last[string];
            string = before[string];
        }
        first = last[string];
        stack[stacked++] = first;
        learn();
        previous = code;
    }

    private void learn() {
        if (previous < 0 || known == MOST_CODES) {
            return;
        }
        before[known] = previous;
        last[known] = first;
        known++;
        if (known == 1 << width && width < 12) {
            width++;
        }
    }

    private int code() throws IOException {
        while (bitCount < width) {
            if (blockLeft == 0) {
                blockLeft = in.readUnsignedByte();
                if (blockLeft == 0) {
                    throw new BadPicture("data ends early");
                }
            }
            bits |= in.readUnsignedByte() << bitCount;
            bitCount += 8;
            blockLeft--;
        }
        int code = bits & ((1 << width) - 1);
        bits >>>= width;
        bitCount -= width;
        return code;
    }
}
