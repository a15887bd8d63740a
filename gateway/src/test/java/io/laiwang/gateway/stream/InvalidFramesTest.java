package io.laiwang.gateway.stream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InvalidFramesTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
    private final InvalidFrames frames = new InvalidFrames(3, nanos::get);

    @Test
    void theThirdInAMinuteIsOneTooMany() {
        assertFalse(frames.isTooMany());
        pass(Duration.ofSeconds(30));
        assertFalse(frames.isTooMany());
        pass(Duration.ofSeconds(30));
        assertTrue(frames.isTooMany());
        assertTrue(frames.isTooMany());
    }

    @Test
    void thoseOfLongerAgoAreForgotten() {
        frames.isTooMany();
        frames.isTooMany();
        pass(Duration.ofSeconds(61));
        assertFalse(frames.isTooMany());
        assertFalse(frames.isTooMany());
        assertTrue(frames.isTooMany());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
