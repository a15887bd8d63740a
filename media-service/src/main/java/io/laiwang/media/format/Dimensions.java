package io.laiwang.media.format;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;

/** Of a picture, as its header says: enough to refuse a bomb before anyone decodes it. */
record Dimensions(int width, int height) {
    private static final long MOST_PIXELS = 50_000_000;

    Dimensions {
        if (width <= 0 || height <= 0) {
            throw new Refused(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The picture has no size.");
        }
        if ((long) width * height > MOST_PIXELS) {
            throw new Refused(ProblemCode.TOO_LARGE, "A picture has at most 50 megapixels.");
        }
    }

    /** As it is shown that lies so. */
    Dimensions turned(int orientation) {
        return orientation >= 5 ? new Dimensions(/* width= */ height, /* height= */ width) : this;
    }
}
