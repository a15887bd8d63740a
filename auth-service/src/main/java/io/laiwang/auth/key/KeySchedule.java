package io.laiwang.auth.key;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When keys come and go. Published first, so that every service knows a key before it signs; then it signs; and when its
 * successor signs, it is published for as long as tokens of it may be about. Two are live at most.
 *
 * <pre>
 *   old  ──── signs ────────────┬─ overlap ─┐
 *   new             ├── lead ───┴── signs ──────────
 * </pre>
 */
record KeySchedule(Duration rotation, Duration lead, Duration overlap) {
    /** How often, and with what margins. */
    @ConfigMapping(prefix = "laiwang.keys")
    interface Settings {
        /** 32 bytes in Base64 that the private keys are encrypted under. */
        String secret();

        /** Age at which a key gets a successor. */
        Duration rotation();

        /** How long a key is published before it signs; longer than services keep the key set unasked. */
        Duration lead();

        /** How long it is published after it has signed; longer than an access token lives. */
        Duration overlap();
    }

    KeySchedule {
        if (rotation.compareTo(lead.plus(overlap)) <= 0) {
            throw new IllegalArgumentException("a key must sign for longer than its successor takes to follow it");
        }
    }

    static KeySchedule of(Settings settings) {
        return new KeySchedule(settings.rotation(), settings.lead(), settings.overlap());
    }

    /** @param made when each live key was made, the newest first */
    boolean needsAnother(List<Instant> made, Instant now) {
        return made.isEmpty() || (made.size() == 1 && isOlder(made.getFirst(), rotation, now));
    }

    /** The place of the key that signs: the newest, unless it has a predecessor and is too new. */
    int signing(List<Instant> made, Instant now) {
        return made.size() > 1 && !isOlder(made.getFirst(), lead, now) ? 1 : 0;
    }

    /** How many of the newest are still live. */
    int live(List<Instant> made, Instant now) {
        return made.size() > 1 && isOlder(made.getFirst(), lead.plus(overlap), now) ? 1 : made.size();
    }

    private static boolean isOlder(Instant made, Duration age, Instant now) {
        return !made.plus(age).isAfter(now);
    }
}
