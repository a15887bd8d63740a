package io.laiwang.chat.sealed.key;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;

/** Where the keys of the day lie. */
@ConfigMapping(prefix = "laiwang.burn.keys")
public interface KeySettings {
    /** The folder of the keys of the day: outside the databases and in no backup; all instances share it. */
    Path dir();

    /** How long a key is the one that encrypts: at most 23 h, so that it is destroyed within a day of its first use. */
    Duration period();

    /** For how long after that it is kept for what is still on its way: longer than clocks differ and a store takes. */
    Duration grace();
}
