package io.laiwang.media.doodle;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of which no more is read than a drawing may have, whatever its headers say. */
final class BoundedBody extends FilterInputStream {
    private final int most;
    private int size;

    BoundedBody(InputStream body, int most) {
        super(body);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        size += Math.max(n, 0);
        if (size > most) {
            throw new Refused(ProblemCode.TOO_LARGE, "A drawing has at most %d MiB.".formatted(most >> 20));
        }
        return n;
    }
}
