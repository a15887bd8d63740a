package io.laiwang.gateway.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is known of a stroke; once done it doesn't change any more. */
record Stroke(StrokeKey key, Pen pen, List<Point> points, boolean done) {
    Stroke {
        points = List.copyOf(points);
    }

    static Stroke begin(StrokeKey key, Pen pen) {
        return new Stroke(key, pen, List.of(), false);
    }

    /** @param part begins at or before the end of this */
    Stroke plus(Part part) {
        List<Point> more = new ArrayList<>(points);
        int known = Math.min(points.size() - part.from(), part.points().size());
        more.addAll(part.points().subList(known, part.points().size()));
        return new Stroke(key, pen, more, part.done());
    }

    /** What came after the first {@code from} points, as its readers get it. */
    Part since(int from) {
        return new Part(key, pen, from, points.subList(from, points.size()), done);
    }

    /** How far it is, for comparing: of two states of a stroke the higher one holds. */
    Mark mark() {
        return new Mark(key, done ? Mark.Stage.DONE : Mark.Stage.LIVE, points.size(), hash());
    }

    /** The same in every process: the hash codes of texts and numbers are specified, those of records aren't. */
    private int hash() {
        int hash = Objects.hash(
                pen.tool(), pen.color(), pen.width(), pen.startedAt().toEpochMilli());
        for (Point point : points) {
            hash = 31 * hash + Objects.hash(point.x(), point.y(), point.t(), point.p());
        }
        return hash;
    }
}
