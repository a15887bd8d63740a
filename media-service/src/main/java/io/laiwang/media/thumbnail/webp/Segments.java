package io.laiwang.media.thumbnail.webp;

/** Parts of a picture that are coded more or less coarsely: RFC 6386, section 9.3. */
final class Segments {
    private static final int COUNT = 4;

    private boolean areUsed;
    private boolean haveMap;
    private boolean areChanges;
    private final int[] levels = new int[COUNT];
    private final int[] probabilities = {255, 255, 255};
    private final Steps[] steps = new Steps[COUNT];

    void read(BoolReader in) {
        areUsed = in.flag();
        if (!areUsed) {
            return;
        }
        haveMap = in.flag();
        if (in.flag()) {
            areChanges = !in.flag();
            for (int i = 0; i < COUNT; i++) {
                levels[i] = in.optionalNumber(7);
            }
            for (int i = 0; i < COUNT; i++) {
                in.optionalNumber(6); // of the filter
            }
        }
        for (int i = 0; haveMap && i < probabilities.length; i++) {
            probabilities[i] = in.flag() ? in.number(8) : 255;
        }
    }

    void readSteps(BoolReader in) {
        int level = in.number(7);
        int[] changes = new int[5];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = in.optionalNumber(4);
        }
        for (int i = 0; i < COUNT; i++) {
            int own = areChanges ? level + levels[i] : levels[i];
            steps[i] = Steps.of(areUsed ? own : level, changes);
        }
    }

    /** Of the next macroblock; {@code before} where it isn't said. */
    int next(BoolReader in, int before) {
        if (!haveMap) {
            return before;
        }
        return in.bit(probabilities[0]) ? 2 + in.one(probabilities[2]) : in.one(probabilities[1]);
    }

    Steps steps(int segment) {
        return steps[segment];
    }
}
