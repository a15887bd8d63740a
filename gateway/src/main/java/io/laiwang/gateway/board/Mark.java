package io.laiwang.gateway.board;

import java.util.Comparator;

/**
 * How far a board knows a stroke. Marks of one stroke are totally ordered and a stroke only ever moves up, so boards
 * that take the higher of two agree in the end, in whatever order and however often they hear of it. Only an author who
 * says two things of one stroke makes marks that differ by their hash alone; then the order is arbitrary, and the same
 * everywhere.
 *
 * @param hash of the content
 */
record Mark(StrokeKey key, Stage stage, int size, int hash) implements Comparable<Mark> {
    /** In this order. */
    enum Stage {
        LIVE,
        DONE,
        UNDONE
    }

    private static final Comparator<Mark> ORDER =
            Comparator.comparing(Mark::stage).thenComparingInt(Mark::size).thenComparingInt(Mark::hash);

    static Mark undone(StrokeKey key) {
        return new Mark(key, Stage.UNDONE, 0, 0);
    }

    @Override
    public int compareTo(Mark other) {
        return ORDER.compare(this, other);
    }

    /** The same in every process, unlike a hash code of records and enums. */
    long digest() {
        long mixed = 31L * key.author().hashCode() + key.strokeId().hashCode();
        mixed = mixed * 0x9E3779B97F4A7C15L + stage.name().hashCode();
        mixed = mixed * 0x9E3779B97F4A7C15L + size;
        mixed = mixed * 0x9E3779B97F4A7C15L + hash;
        return mixed ^ (mixed >>> 32);
    }
}
