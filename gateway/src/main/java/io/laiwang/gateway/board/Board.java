package io.laiwang.gateway.board;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The strokes of a board as one gateway knows them: a state that only grows, stroke by stroke (see {@link Mark}), so
 * that all boards come to the same whatever was lost, doubled or late. No I/O; used by one thread at a time.
 */
final class Board {
    static final int MAX_STROKES = 2_000;
    static final int MAX_POINTS = 100_000;
    /** So that a stroke fits into one record. */
    static final int MAX_POINTS_A_STROKE = 10_000;

    /** @param stroke none when it is undone */
    private record Entry(Mark mark, @Nullable Stroke stroke, long changedAt) {}

    /** What another board doesn't have. */
    record Difference(List<Stroke> strokes, List<StrokeKey> undone) {
        boolean isEmpty() {
            return strokes.isEmpty() && undone.isEmpty();
        }
    }

    private final Map<StrokeKey, Entry> entries = new HashMap<>();
    private int points;

    int points() {
        return points;
    }

    /** In the order in which they lie on one another, the same everywhere. */
    List<Stroke> strokes() {
        return entries.values().stream()
                .flatMap(entry -> java.util.stream.Stream.ofNullable(entry.stroke()))
                .sorted(Comparator.comparing((Stroke stroke) -> stroke.pen().startedAt())
                        .thenComparing(stroke -> stroke.key().strokeId())
                        .thenComparing(stroke -> stroke.key().author()))
                .toList();
    }

    List<StrokeKey> undone() {
        return entries.values().stream()
                .filter(entry -> entry.stroke() == null)
                .map(entry -> entry.mark().key())
                .sorted(Comparator.comparing(StrokeKey::strokeId).thenComparing(StrokeKey::author))
                .toList();
    }

    /** Refuses what the author may not draw here: a stroke too many or too long, or one with a gap. */
    void check(Part part) {
        Entry entry = entries.get(part.key());
        boolean isTaken = entry == null
                && entries.keySet().stream()
                        .anyMatch(key -> key.strokeId().equals(part.key().strokeId()));
        if (isTaken) {
            throw new Refused(ProblemCode.ID_TAKEN, "Another one's stroke has this id.");
        }
        if (entry == null && entries.size() >= MAX_STROKES) {
            throw new Refused(Problem.invalid("strokeId", "is one too many: a board has at most 2,000 strokes"));
        }
        Stroke stroke = entry == null ? null : entry.stroke();
        int known = stroke == null ? 0 : stroke.points().size();
        if (part.from() > known && (entry == null || stroke != null)) {
            throw new Refused(
                    Problem.invalid("from", "must be at most %d, the points that have come".formatted(known)));
        }
        int fresh = Math.max(0, part.from() + part.points().size() - known);
        if (known + fresh > MAX_POINTS_A_STROKE || points + fresh > MAX_POINTS) {
            throw new Refused(
                    Problem.invalid("points", "are too many: a board has at most 100,000 points, a stroke 10,000"));
        }
    }

    /** Whether there is something before the part that isn't here. */
    boolean isMissingBefore(Part part) {
        Entry entry = entries.get(part.key());
        Stroke stroke = entry == null ? null : entry.stroke();
        return entry == null
                ? part.from() > 0
                : stroke != null && part.from() > stroke.points().size();
    }

    /** What of the part is new; none if it is known, undone, or begins behind a gap. */
    @Nullable
    Part draw(Part part, long now) {
        Entry entry = entries.get(part.key());
        Stroke before = entry == null ? Stroke.begin(part.key(), part.pen()) : entry.stroke();
        if (before == null || before.done() || isMissingBefore(part)) {
            return null;
        }
        Stroke after = before.plus(part);
        int known = before.points().size();
        if (entry != null && after.points().size() == known && !after.done()) {
            return null;
        }
        put(after, now);
        return after.since(known);
    }

    boolean has(StrokeKey key) {
        return entries.containsKey(key);
    }

    /** True when it wasn't before. The tombstone stays, also for a stroke that comes later. */
    boolean undo(StrokeKey key, long now) {
        Entry entry = entries.get(key);
        if (entry != null && entry.stroke() == null) {
            return false;
        }
        points -= size(entry);
        entries.put(key, new Entry(Mark.undone(key), null, now));
        return true;
    }

    /** Takes another board's state of a stroke when it is the higher one; true when it was. */
    boolean merge(Stroke stroke, long now) {
        Entry entry = entries.get(stroke.key());
        if (entry != null && entry.mark().compareTo(stroke.mark()) >= 0) {
            return false;
        }
        put(stroke, now);
        return true;
    }

    private void put(Stroke stroke, long now) {
        Entry before = entries.put(stroke.key(), new Entry(stroke.mark(), stroke, now));
        points += stroke.points().size() - size(before);
    }

    private static int size(@Nullable Entry entry) {
        Stroke stroke = entry == null ? null : entry.stroke();
        return stroke == null ? 0 : stroke.points().size();
    }

    List<Mark> marks() {
        return entries.values().stream().map(Entry::mark).toList();
    }

    /** Equal for equal boards; of what has changed since then nothing is in it, for that may still be on its way. */
    long digest(long since) {
        return entries.values().stream()
                .filter(entry -> entry.changedAt() - since <= 0)
                .mapToLong(entry -> entry.mark().digest())
                .sum();
    }

    /** What a board with these marks should be told. */
    Difference beyond(Collection<Mark> marks) {
        Map<StrokeKey, Mark> theirs = byKey(marks);
        List<Entry> higher = entries.values().stream()
                .filter(entry -> isHigher(entry.mark(), theirs.get(entry.mark().key())))
                .toList();
        return new Difference(
                higher.stream()
                        .flatMap(entry -> java.util.stream.Stream.ofNullable(entry.stroke()))
                        .toList(),
                higher.stream()
                        .filter(entry -> entry.stroke() == null)
                        .map(entry -> entry.mark().key())
                        .toList());
    }

    /** Whether a board with these marks has something that this one has not. */
    boolean isBehind(Collection<Mark> marks) {
        return marks.stream().anyMatch(mark -> {
            Entry entry = entries.get(mark.key());
            return isHigher(mark, entry == null ? null : entry.mark());
        });
    }

    private static boolean isHigher(Mark mark, @Nullable Mark than) {
        return than == null || mark.compareTo(than) > 0;
    }

    private static Map<StrokeKey, Mark> byKey(Collection<Mark> marks) {
        return marks.stream().collect(Collectors.toMap(Mark::key, Function.identity(), (one, other) -> one));
    }
}
