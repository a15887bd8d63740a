package io.laiwang.gateway.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What streams were given. */
@Singleton
class StreamMetrics {
    private final Counter delivered;
    private final Counter resyncs;

    StreamMetrics(MeterRegistry registry) {
        this.delivered = registry.counter("laiwang.delivered");
        this.resyncs = registry.counter("laiwang.resyncs");
    }

    void delivered(int frames) {
        delivered.increment(frames);
    }

    /** A slow reader's frames were dropped. */
    void resync() {
        resyncs.increment();
    }
}
