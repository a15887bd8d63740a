package io.laiwang.media.format;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Of MP4: what the movie header says (ISO/IEC 14496-12, {@code moov/mvhd}), wherever in the file it is. */
final class Mp4Duration {
    private static final int MOST_BOXES = 1_000;

    private Mp4Duration() {}

    static @Nullable Long ofFile(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            Box movie = find(file, "moov", 0, file.length());
            Box header = movie == null ? null : find(file, "mvhd", movie.from, movie.to);
            return header == null || header.to - header.from < 32 ? null : read(file, header);
        }
    }

    private record Box(long from, long to) {}

    private static @Nullable Box find(RandomAccessFile file, String type, long from, long to) throws IOException {
        long at = from;
        for (int n = 0; n < MOST_BOXES && at + 8 <= to; n++) {
            file.seek(at);
            long length = file.readInt() & 0xffff_ffffL;
            int name = file.readInt();
            long head = 8;
            if (length == 1 && at + 16 <= to) {
                length = file.readLong();
                head = 16;
            } else if (length == 0) {
                length = to - at;
            }
            if (length < head || length > to - at) {
                return null;
            }
            if (name == code(type)) {
                return new Box(at + head, at + length);
            }
            at += length;
        }
        return null;
    }

    private static @Nullable Long read(RandomAccessFile file, Box header) throws IOException {
        file.seek(header.from);
        boolean isLong = file.readInt() >>> 24 == 1;
        file.seek(header.from + (isLong ? 20 : 12));
        long scale = file.readInt() & 0xffff_ffffL;
        long duration = isLong ? file.readLong() : file.readInt() & 0xffff_ffffL;
        boolean known = scale > 0 && duration > 0 && duration < Long.MAX_VALUE / 1000 && duration != 0xffff_ffffL;
        return known ? duration * 1000 / scale : null;
    }

    private static int code(String type) {
        return type.charAt(0) << 24 | type.charAt(1) << 16 | type.charAt(2) << 8 | type.charAt(3);
    }
}
