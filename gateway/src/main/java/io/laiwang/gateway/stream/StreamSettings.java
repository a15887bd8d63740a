package io.laiwang.gateway.stream;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** What a stream may do and cost. */
@ConfigMapping(prefix = "laiwang.stream")
interface StreamSettings {
    /** How often the server pings. */
    Duration heartbeat();

    /** A peer that is silent for so long is dropped. */
    Duration silence();

    /** Open streams of an account on this gateway. */
    int maxPerAccount();

    /** Frames that wait for a slow reader before they are dropped for a resync. */
    int bufferFrames();

    /** Bytes that wait for a slow reader before they are dropped for a resync. */
    MemorySize bufferSize();

    /** Frames that make no sense, before the stream is closed with 1008. */
    int invalidFramesPerMinute();
}
