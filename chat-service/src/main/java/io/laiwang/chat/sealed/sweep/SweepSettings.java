package io.laiwang.chat.sealed.sweep;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How what is due is erased. */
@ConfigMapping(prefix = "laiwang.burn")
interface SweepSettings {
    /** How often the sweeper looks for what is due. */
    Duration every();

    /** How often keys of past days are looked for. */
    Duration keysEvery();

    /** How many rows it takes at once. */
    int batch();

    /** How long nobody else takes them: longer than a batch lasts. */
    Duration lease();

    /** By how much the clocks of instances may differ: so long after a deadline a content is erased, shown it isn't. */
    Duration clockSkew();
}
