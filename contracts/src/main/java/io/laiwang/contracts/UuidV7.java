package io.laiwang.contracts;

import java.util.UUID;

/** Version 7 UUIDs (RFC 9562): 48 bits of milliseconds, then randomness, so that keys made later sort later. */
public final class UuidV7 {
    private UuidV7() {}

    public static UUID random() {
        return of(System.currentTimeMillis(), Randomness.number(), Randomness.number());
    }

    /** The same UUID for the same arguments: for what must get the same id when it is decided again. */
    public static UUID of(long epochMillis, long entropy1, long entropy2) {
        long high = (epochMillis << 16) | 0x7000L | (entropy1 & 0x0FFFL);
        long low = (entropy2 & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
