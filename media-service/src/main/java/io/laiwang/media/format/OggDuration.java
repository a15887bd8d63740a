package io.laiwang.media.format;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Of Ogg/Opus: the granule position of the last page, less the samples to skip (RFC 7845, section 4). Opus always counts
 * 48,000 a second.
 */
final class OggDuration {
    private static final int SAMPLES_A_MILLISECOND = 48;
    private static final int PRE_SKIP_AT = 38;
    private static final int PAGE_HEAD = 27;
    /** The longest page. */
    private static final int TAIL = 65_307;

    private OggDuration() {}

    static @Nullable Long ofFile(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            file.seek(PRE_SKIP_AT);
            int skip = file.read() | file.read() << 8;
            long end = lastGranule(tail);
            return skip < 0 || end < skip ? null : (end - skip) / SAMPLES_A_MILLISECOND;
        }
    }

    private static long lastGranule(byte[] tail) {
        ByteBuffer bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = tail.length - PAGE_HEAD; at >= 0; at--) {
            if (bytes.getInt(at) == 0x5367674f && bytes.getLong(at + 6) >= 0) {
                return bytes.getLong(at + 6);
            }
        }
        return -1;
    }
}
