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

    /** From the start of one batch to the next one's. */
    Duration pace();

    /** How long nobody else takes them. Who needs longer does no harm, but work that another one does too. */
    Duration lease();

    /** By how much the clocks of instances may differ: so long after a deadline a content is erased, shown it isn't. */
    Duration clockSkew();

    /**
     * From a deadline to its erasure when the sweeper dies that has just leased it, and its clock is as far ahead of the
     * true time as that of the one who takes over is behind it: due, half the difference early; up to a turn until it is
     * seen; the lease, the difference late; another turn.
     */
    default Duration longestLag() {
        Duration leased = clockSkew().minus(clockSkew().dividedBy(2)).plus(every());
        return leased.plus(clockSkew()).plus(lease()).plus(every());
    }
}
