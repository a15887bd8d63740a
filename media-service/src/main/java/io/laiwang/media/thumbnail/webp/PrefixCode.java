package io.laiwang.media.thumbnail.webp;

import io.laiwang.media.thumbnail.picture.BadPicture;

/** A canonical prefix code: short ones are looked up, longer ones found length by length. */
final class PrefixCode {
    static final int LONGEST = 15;
    private static final int LOOKED_UP = 6;

    /** A symbol and its length, by the next six bits; 0 where the code is longer. */
    private final int[] table = new int[1 << LOOKED_UP];

    private final int[] counts = new int[LONGEST + 1];
    private final char[] symbols;
    /** The only symbol, which takes no bits; else -1. */
    private final int only;

    /** @param lengths of each symbol's code, 0 for one that doesn't occur */
    PrefixCode(int[] lengths) throws BadPicture {
        for (int length : lengths) {
            counts[length]++;
        }
        int used = lengths.length - counts[0];
        counts[0] = 0;
        symbols = new char[used];
        only = used == 1 ? first(lengths) : -1;
        if (only < 0) {
            sort(lengths);
            fill();
        }
    }

    private static int first(int[] lengths) {
        int symbol = 0;
        while (lengths[symbol] == 0) {
            symbol++;
        }
        return symbol;
    }

    /** By length, and by number within one. Every combination of bits must be some symbol's. */
    private void sort(int[] lengths) throws BadPicture {
        int[] next = new int[LONGEST + 2];
        long room = 1L << LONGEST;
        for (int length = 1; length <= LONGEST; length++) {
            next[length + 1] = next[length] + counts[length];
            room -= (long) counts[length] << (LONGEST - length);
        }
        if (room != 0) {
            throw new BadPicture("a code that is none");
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) {
                symbols[next[lengths[symbol]]++] = (char) symbol;
            }
        }
    }

    private void fill() {
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LOOKED_UP; length++) {
            for (int i = 0; i < counts[length]; i++) {
                int reversed = Integer.reverse(code) >>> (Integer.SIZE - length);
                for (int entry = reversed; entry < table.length; entry += 1 << length) {
                    table[entry] = symbols[index] << 4 | length;
                }
                code++;
                index++;
            }
            code <<= 1;
        }
    }

    int read(BitReader in) throws BadPicture {
        if (only >= 0) {
            return only;
        }
        int entry = table[in.peek(LOOKED_UP)];
        if (entry != 0) {
            in.take(entry & 15);
            return entry >> 4;
        }
        return readLong(in);
    }

    private int readLong(BitReader in) throws BadPicture {
        int bits = in.peek(LONGEST);
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code |= bits >> (length - 1) & 1;
            int count = counts[length];
            if (code - first < count) {
                in.take(length);
                return symbols[index + code - first];
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        throw new BadPicture("a code that is none");
    }
}
