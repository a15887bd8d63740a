package io.laiwang.media.thumbnail.picture;

/**
 * Lays the pixels of one side over fewer of the result. In units of which a source pixel is {@code targets} long and one
 * of the result {@code sources}, every border is a whole number; a source pixel covers one of the result or two.
 */
final class Spread {
    private final int sources;
    private final int targets;
    private final int[] target;
    private final int[] weight;

    Spread(int sources, int targets) {
        this.sources = sources;
        this.targets = targets;
        this.target = new int[sources];
        this.weight = new int[sources];
        for (int i = 0; i < sources; i++) {
            int start = i * targets;
            target[i] = start / sources;
            weight[i] = Math.min(targets, (target[i] + 1) * sources - start);
        }
    }

    int sources() {
        return sources;
    }

    int targets() {
        return targets;
    }

    /** The first of the result that it covers. */
    int target(int source) {
        return target[source];
    }

    /** How much of it covers that one; the rest of {@link #targets()} covers the next. */
    int weight(int source) {
        return weight[source];
    }
}
