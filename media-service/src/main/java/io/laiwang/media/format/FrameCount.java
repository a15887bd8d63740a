package io.laiwang.media.format;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;

/** How many frames an animation has. */
final class FrameCount {
    private static final int MOST = 5_000;

    private int frames;

    /** @param size of the frame, which has been found possible with being made */
    void add(Dimensions size) {
        frames++;
        if (frames > MOST) {
            throw new Refused(ProblemCode.TOO_LARGE, "An animation has at most 5,000 frames.");
        }
    }
}
