package io.laiwang.media.medium;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;

/** What is kept of media and for how long. */
@ConfigMapping(prefix = "laiwang.media")
public interface MediaSettings {
    /** Folder for what is received, and for the bytes where they are files. */
    Path dir();

    /** What an account's media may have together. */
    MemorySize quota();

    /** How long a medium is kept that nothing refers to. */
    Duration unreferencedFor();

    /** Between two looks for what is to be erased. */
    Duration sweepEvery();
}
