package io.laiwang.media.thumbnail.webp;

import io.laiwang.media.thumbnail.picture.BadPicture;

/** Bits as they lie, the lowest of a byte first. */
final class BitReader {
    private final byte[] bytes;
    private final int end;
    private int at;
    private long waiting;
    private int count;

    BitReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** At most 32, of which those behind the end are 0; nothing is taken. */
    int peek(int bits) {
        while (count < bits) {
            waiting |= (at < end ? bytes[at] & 0xffL : 0) << count;
            at++;
            count += 8;
        }
        return (int) (waiting & ((1L << bits) - 1));
    }

    void take(int bits) throws BadPicture {
        waiting >>>= bits;
        count -= bits;
        if (at - count / 8 > end) {
            throw new BadPicture("ends early");
        }
    }

    int number(int bits) throws BadPicture {
        int number = peek(bits);
        take(bits);
        return number;
    }

    boolean flag() throws BadPicture {
        return number(1) == 1;
    }
}
