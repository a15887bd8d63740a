package io.laiwang.media.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of the bytes, by a {@code Range} header with one range (RFC 9110, section 14); others ask for the whole. */
record ByteRange(long from, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** @return no length where the range can't be satisfied (416) */
    static ByteRange of(@Nullable String header, long size) {
        Matcher range = ONE.matcher(header == null ? "" : header.trim());
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return new ByteRange(0, size);
        }
        if (range.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(range.group(2)));
            return new ByteRange(size - last, last);
        }
        long from = Long.parseLong(range.group(1));
        long to = range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
        return new ByteRange(from, Math.max(0, to - from + 1));
    }
}
