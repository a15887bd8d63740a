package io.laiwang.media.thumbnail.webp;

import io.laiwang.media.thumbnail.picture.BadPicture;

/** The five codes that a pixel or a repetition is written in: RFC 9649, section 3.7.2. */
record PrefixCodes(PrefixCode green, PrefixCode red, PrefixCode blue, PrefixCode alpha, PrefixCode distance) {
    static final int LITERALS = 256;
    static final int LENGTHS = 24;
    private static final int DISTANCES = 40;

    private static final int[] ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final int REPEAT = 16;
    private static final int ZEROS = 17;

    static PrefixCodes read(BitReader in, int cacheSize) throws BadPicture {
        return new PrefixCodes(
                readCode(in, LITERALS + LENGTHS + cacheSize),
                readCode(in, LITERALS),
                readCode(in, LITERALS),
                readCode(in, LITERALS),
                readCode(in, DISTANCES));
    }

    private static PrefixCode readCode(BitReader in, int alphabet) throws BadPicture {
        int[] lengths = new int[alphabet];
        if (in.flag()) {
            boolean two = in.flag();
            mark(lengths, in.number(in.flag() ? 8 : 1));
            if (two) {
                mark(lengths, in.number(8));
            }
        } else {
            readLengths(in, lengths);
        }
        return new PrefixCode(lengths);
    }

    private static void mark(int[] lengths, int symbol) throws BadPicture {
        if (symbol >= lengths.length) {
            throw new BadPicture("no such symbol");
        }
        lengths[symbol] = 1;
    }

    private static void readLengths(BitReader in, int[] lengths) throws BadPicture {
        int[] ofLengths = new int[ORDER.length];
        int count = 4 + in.number(4);
        for (int i = 0; i < count; i++) {
            ofLengths[ORDER[i]] = in.number(3);
        }
        PrefixCode code = new PrefixCode(ofLengths);
        int left = in.flag() ? 2 + in.number(2 + 2 * in.number(3)) : lengths.length;
        int before = 8;
        int symbol = 0;
        while (symbol < lengths.length && left > 0) {
            left--;
            int length = code.read(in);
            if (length < REPEAT) {
                lengths[symbol++] = length;
                before = length == 0 ? before : length;
            } else {
                symbol = repeat(in, lengths, symbol, length, before);
            }
        }
    }

    private static int repeat(BitReader in, int[] lengths, int symbol, int how, int before) throws BadPicture {
        int times = how == REPEAT ? 3 + in.number(2) : how == ZEROS ? 3 + in.number(3) : 11 + in.number(7);
        if (symbol + times > lengths.length) {
            throw new BadPicture("too many symbols");
        }
        for (int i = 0; i < times; i++) {
            lengths[symbol + i] = how == REPEAT ? before : 0;
        }
        return symbol + times;
    }
}
