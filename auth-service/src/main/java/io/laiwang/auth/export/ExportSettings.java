package io.laiwang.auth.export;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** What an export may take of a process. */
@ConfigMapping(prefix = "laiwang.export")
interface ExportSettings {
    /** Exports that a process makes at once; the next one is a 429. */
    int atOnce();

    /** One that isn't read to its end by then is broken off. */
    Duration longest();
}
