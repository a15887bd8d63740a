package io.laiwang.media.thumbnail.jpeg;

import io.laiwang.media.thumbnail.picture.BadPicture;
import java.io.IOException;
import java.io.InputStream;

/**
 * A JPEG's bytes: segments as they are, and scans bit by bit. Behind the end of a scan come zeros to look at; who takes
 * one of them is told that the scan is short.
 */
final class JpegInput {
    private static final int PIECE = 64 * 1024;

    private final InputStream in;
    private final byte[] piece = new byte[PIECE];
    private int at;
    private int end;
    private long bits;
    private int bitCount;
    private int paddedBits;
    private int marker;

    JpegInput(InputStream in) {
        this.in = in;
    }

    int read() throws IOException {
        if (at == end) {
            at = 0;
            end = in.read(piece);
            if (end <= 0) {
                end = 0;
                throw new BadPicture("ends early");
            }
        }
        return piece[at++] & 0xff;
    }

    byte[] segment() throws IOException {
        int high = read();
        int length = ((high << 8) | read()) - 2;
        if (length < 0) {
            throw new BadPicture("segment");
        }
        byte[] segment = new byte[length];
        for (int i = 0; i < length; i++) {
            segment[i] = (byte) read();
        }
        return segment;
    }

    /** The next marker, whatever of a scan is left before it. */
    int nextMarker() throws IOException {
        dropBits();
        while (marker == 0) {
            entropyByte();
        }
        int next = marker;
        marker = 0;
        return next;
    }

    /** Up to 16 bits, without taking them. */
    int peek(int count) throws IOException {
        while (bitCount < count) {
            int next = marker == 0 ? entropyByte() : -1;
            if (next < 0) {
                paddedBits += 8;
            }
            bits = (bits << 8) | Math.max(0, next);
            bitCount += 8;
        }
        return (int) (bits >>> (bitCount - count)) & ((1 << count) - 1);
    }

    void skip(int count) throws BadPicture {
        bitCount -= count;
        if (bitCount < paddedBits) {
            throw new BadPicture("short scan");
        }
    }

    int bits(int count) throws IOException {
        int value = peek(count);
        skip(count);
        return value;
    }

    /** A number of that many bits with its sign (T.81, F.2.2.1). */
    int signed(int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        int value = bits(count);
        return value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
    }

    void restart() throws IOException {
        int found = nextMarker();
        if (found < 0xd0 || found > 0xd7) {
            throw new BadPicture("no restart");
        }
    }

    private void dropBits() {
        bits = 0;
        bitCount = 0;
        paddedBits = 0;
    }

    /** A byte of a scan, or -1 before a marker, which is remembered. */
    private int entropyByte() throws IOException {
        int next = read();
        if (next != 0xff) {
            return next;
        }
        int after = read();
        while (after == 0xff) {
            after = read();
        }
        if (after == 0) {
            return 0xff;
        }
        marker = after;
        return -1;
    }
}
