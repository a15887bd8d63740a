package io.laiwang.media.thumbnail.encode;

import java.io.ByteArrayOutputStream;

/** Writes a scan bit by bit; a byte of ones is followed by a zero, so that it is no marker. */
final class BitWriter {
    private final ByteArrayOutputStream out;
    private int bits;
    private int count;

    BitWriter(ByteArrayOutputStream out) {
        this.out = out;
    }

    /** Up to 16 bits. */
    void put(int value, int length) {
        bits = (bits << length) | (value & ((1 << length) - 1));
        count += length;
        while (count >= 8) {
            count -= 8;
            int next = (bits >> count) & 0xff;
            out.write(next);
            if (next == 0xff) {
                out.write(0);
            }
        }
    }

    /** Fills the last byte with ones. */
    void end() {
        put(0x7f, 7);
        count = 0;
    }
}
