package io.laiwang.media.thumbnail.webp;

/** Bits that were coded by how probable they are: RFC 6386, section 7. Behind the end there are zeros. */
final class BoolReader {
    private final byte[] bytes;
    private final int end;
    private int at;
    private int range = 255;
    private int value;
    /** How many bits of the value are below the eight that are looked at. */
    private int below = -8;

    private boolean isOver;

    BoolReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** @param probability of a zero, in 256ths */
    boolean bit(int probability) {
        if (below < 0) {
            load();
        }
        int split = 1 + (((range - 1) * probability) >> 8);
        boolean bit = value >= split << below;
        if (bit) {
            value -= split << below;
            range -= split;
        } else {
            range = split;
        }
        int shift = Integer.numberOfLeadingZeros(range) - 24;
        range <<= shift;
        below -= shift;
        return bit;
    }

    private void load() {
        isOver |= at >= end;
        value = value << 8 | (at < end ? bytes[at] & 0xff : 0);
        at++;
        below += 8;
    }

    int one(int probability) {
        return bit(probability) ? 1 : 0;
    }

    boolean flag() {
        return bit(128);
    }

    int number(int bits) {
        int number = 0;
        for (int i = 0; i < bits; i++) {
            number = number << 1 | one(128);
        }
        return number;
    }

    /** With its sign behind it, if a flag says that there is one; else 0. */
    int optionalNumber(int bits) {
        if (!flag()) {
            return 0;
        }
        int number = number(bits);
        return flag() ? -number : number;
    }

    /** Whether more was read than there is. */
    boolean isOver() {
        return isOver;
    }
}
