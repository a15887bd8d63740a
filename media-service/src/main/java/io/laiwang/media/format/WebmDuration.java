package io.laiwang.media.format;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Of WebM: what the segment's information says (RFC 9559, {@code Segment/Info/Duration} in units of {@code
 * TimestampScale} nanoseconds). Recordings of a browser often leave it out; they have none then.
 */
final class WebmDuration {
    private static final long SEGMENT = 0x18538067;
    private static final long INFO = 0x1549A966;
    private static final long SCALE = 0x2AD7B1;
    private static final long DURATION = 0x4489;
    private static final int MOST_ELEMENTS = 1_000;

    private WebmDuration() {}

    static @Nullable Long ofFile(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            Element all = new Element(0, file.length());
            Element segment = find(file, SEGMENT, all);
            Element info = segment == null ? null : find(file, INFO, segment);
            Element duration = info == null ? null : find(file, DURATION, info);
            return info == null || duration == null ? null : milliseconds(file, find(file, SCALE, info), duration);
        }
    }

    private record Element(long from, long to) {
        int length() {
            return (int) Math.min(9, to - from);
        }
    }

    private static @Nullable Element find(RandomAccessFile file, long id, Element in) throws IOException {
        file.seek(in.from);
        for (int n = 0; n < MOST_ELEMENTS && file.getFilePointer() + 2 <= in.to; n++) {
            long found = number(file, false);
            long length = number(file, true);
            long from = file.getFilePointer();
            // of a length that isn't known, as a live recording has it, or that can't be: to the end
            long to = length < 0 || length > in.to - from ? in.to : from + length;
            if (found == id) {
                return new Element(from, to);
            }
            file.seek(to);
        }
        return null;
    }

    /** A number of one to eight bytes, whose first says how many; -1 for one of ones alone or what can't be. */
    private static long number(RandomAccessFile file, boolean withoutMark) throws IOException {
        int first = file.read();
        if (first <= 0) {
            return -1;
        }
        int more = Integer.numberOfLeadingZeros(first) - 24;
        long value = withoutMark ? first & (0x7f >> more) : first;
        boolean unknown = withoutMark && value == 0x7f >> more;
        for (int n = 0; n < more; n++) {
            int next = file.read();
            unknown &= next == 0xff;
            value = value << 8 | Math.max(0, next);
        }
        return unknown ? -1 : value;
    }

    private static @Nullable Long milliseconds(RandomAccessFile file, @Nullable Element scale, Element duration)
            throws IOException {
        long nanoseconds = scale == null ? 1_000_000 : Math.max(1, bytes(file, scale));
        double units =
                switch (duration.length()) {
                    case 4 -> Float.intBitsToFloat((int) bytes(file, duration));
                    case 8 -> Double.longBitsToDouble(bytes(file, duration));
                    default -> Double.NaN;
                };
        double milliseconds = units * nanoseconds / 1e6;
        return milliseconds > 0 && milliseconds < 1e12 ? Long.valueOf(Math.round(milliseconds)) : null;
    }

    private static long bytes(RandomAccessFile file, Element element) throws IOException {
        file.seek(element.from);
        long value = 0;
        for (int n = 0; n < Math.min(8, element.length()); n++) {
            value = value << 8 | Math.max(0, file.read());
        }
        return value;
    }
}
