package io.laiwang.media.thumbnail.jpeg;

import io.laiwang.media.thumbnail.picture.BadPicture;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A table of codes (T.81, annex C): short ones are looked up at once, long ones length by length. */
final class Huffman {
    private static final int LENGTHS = 16;
    private static final int FAST = 9;

    private final byte[] symbols;
    private final int[] limit = new int[LENGTHS + 2];
    private final int[] offset = new int[LENGTHS + 1];
    /** Of the next bits: the code's length and symbol, 0 where it is longer. */
    private final short[] fast = new short[1 << FAST];

    private Huffman(byte[] counts, byte[] symbols) throws BadPicture {
        this.symbols = symbols;
        int code = 0;
        int symbol = 0;
        for (int length = 1; length <= LENGTHS; length++) {
            int count = counts[length - 1] & 0xff;
            offset[length] = symbol - code;
            if (code + count > 1 << length) {
                throw new BadPicture("codes");
            }
            for (int i = 0; i < count && length <= FAST; i++) {
                enter(code + i, length, symbols[symbol + i]);
            }
            code += count;
            symbol += count;
            limit[length] = code;
            code <<= 1;
        }
    }

    /** Of the rest of a segment. */
    static Huffman read(ByteBuffer segment) throws BadPicture {
        byte[] counts = new byte[LENGTHS];
        segment.get(counts);
        int all = 0;
        for (byte count : counts) {
            all += count & 0xff;
        }
        if (all > 256) {
            throw new BadPicture("codes");
        }
        byte[] symbols = new byte[all];
        segment.get(symbols);
        return new Huffman(counts, symbols);
    }

    private void enter(int code, int length, byte symbol) {
        int first = code << (FAST - length);
        for (int i = 0; i < 1 << (FAST - length); i++) {
            fast[first + i] = (short) ((length << 8) | (symbol & 0xff));
        }
    }

    int decode(JpegInput in) throws IOException {
        int next = in.peek(LENGTHS);
        int entry = fast[next >> (LENGTHS - FAST)];
        if (entry != 0) {
            in.skip(entry >> 8);
            return entry & 0xff;
        }
        for (int length = FAST + 1; length <= LENGTHS; length++) {
            int code = next >> (LENGTHS - length);
            if (code < limit[length] && code + offset[length] >= 0) {
                in.skip(length);
                return symbols[code + offset[length]] & 0xff;
            }
        }
        throw new BadPicture("code");
    }
}
