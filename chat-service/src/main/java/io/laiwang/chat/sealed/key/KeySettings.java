package io.laiwang.chat.sealed.key;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;

/** Where the keys of the day lie. */
@ConfigMapping(prefix = "laiwang.burn.keys")
interface KeySettings {
    /** The folder of the keys of the day: outside the databases and in no backup; all instances share it. */
    Path dir();

    /** How long a key is the one that encrypts; it is destroyed within as long again. */
    Duration period();
}
