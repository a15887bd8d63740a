package io.laiwang.media.thumbnail.webp;

/** How coarse coefficients are, the first and the others, of luma, of its means, and of the colors. */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Steps(int[] luma, int[] means, int[] color) {
    /** RFC 6386, section 14.1. */
    static Steps of(int level, int[] changes) {
        return new Steps(
                new int[] {dc(level + changes[0]), ac(level)},
                new int[] {2 * dc(level + changes[1]), Math.max(8, ac(level + changes[2]) * 155 / 100)},
                new int[] {Math.min(132, dc(level + changes[3])), ac(level + changes[4])});
    }

    private static int dc(int level) {
        return LossyTables.DC_STEPS[Math.clamp(level, 0, 127)];
    }

    private static int ac(int level) {
        return LossyTables.AC_STEPS[Math.clamp(level, 0, 127)];
    }
}
