package io.laiwang.gateway.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Counts the frames of the last minute that made no sense. */
final class InvalidFrames {
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final int allowed;
    private final LongSupplier nanos;
    private final Deque<Long> recent = new ArrayDeque<>();

    InvalidFrames(int allowed, LongSupplier nanos) {
        this.allowed = allowed;
        this.nanos = nanos;
    }

    /** Counts one more. */
    boolean isTooMany() {
        long now = nanos.getAsLong();
        recent.removeIf(at -> now - at > MINUTE_NANOS);
        recent.add(now);
        return recent.size() >= allowed;
    }
}
