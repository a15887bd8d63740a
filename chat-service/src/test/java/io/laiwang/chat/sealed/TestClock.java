package io.laiwang.chat.sealed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** The clock of an instance: the test's time, and by how much it is off. */
public final class TestClock extends Clock {
    private final Supplier<Instant> time;
    private final Duration off;

    public TestClock(Supplier<Instant> time, Duration off) {
        this.time = time;
        this.off = off;
    }

    @Override
    public Instant instant() {
        return time.get().plus(off);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
