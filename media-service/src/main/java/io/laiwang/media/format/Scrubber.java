package io.laiwang.media.format;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;

/** Copies a picture without what it says about its maker, never decoding it. Ends with an IOException on a broken one. */
@FunctionalInterface
interface Scrubber {
    Dimensions scrub(DataInputStream in, OutputStream out) throws IOException;

    static void copy(DataInputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[8192];
        for (long left = length; left > 0; ) {
            int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (n < 0) {
                throw new EOFException();
            }
            out.write(buffer, 0, n);
            left -= n;
        }
    }
}
