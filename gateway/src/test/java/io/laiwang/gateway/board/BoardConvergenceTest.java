package io.laiwang.gateway.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is lost, doubled or late, boards that compare themselves come to the same. */
class BoardConvergenceTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final int STEPS = 600;

    /** What goes from one board to another; the other one's number. */
    private record Sent(int to, Part part, StrokeKey undone) {}

    private final List<Sent> onTheWay = new ArrayList<>();
    private final List<Board> boards = new ArrayList<>();
    private final List<StrokeKey> begun = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void allEndWithTheSameStrokes(long seed) {
        Random random = new Random(seed);
        int gateways = 2 + random.nextInt(4);
        List<UUID> authors =
                IntStream.range(0, gateways).mapToObj(i -> id(random)).toList();
        IntStream.range(0, gateways).forEach(i -> boards.add(new Board()));
        for (int step = 0; step < STEPS; step++) {
            int at = random.nextInt(gateways);
            draw(random, at, authors.get(at), step);
            deliver(random);
        }
        Set<String> before = new HashSet<>();
        boards.forEach(board -> before.add(picture(board)));
        compareUntilAllAgree(random);
        assertEquals(
                1, boards.stream().map(BoardConvergenceTest::picture).distinct().count());
        assertEquals(
                1, boards.stream().map(board -> board.digest(STEPS)).distinct().count());
        assertTrue(before.size() > 1, "nothing was lost, so nothing was shown");
        nothingDrawnIsMissing(authors);
    }

    /** A gateway that opens the board later asks with no marks, and gets it all. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void whoComesLateGetsTheWhole(long seed) {
        Random random = new Random(seed);
        boards.add(new Board());
        UUID author = id(random);
        for (int step = 0; step < STEPS; step++) {
            draw(random, 0, author, step);
        }
        Board late = new Board();
        tell(late, boards.getFirst().beyond(late.marks()), STEPS);
        assertEquals(picture(boards.getFirst()), picture(late));
    }

    /** An author who says two things of one stroke on two gateways: which holds is arbitrary, and the same for all. */
    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35})
    void agreesOnAStrokeThatIsTwoThings(long seed) {
        Random random = new Random(seed);
        StrokeKey key = new StrokeKey(id(random), id(random));
        Board one = new Board();
        Board other = new Board();
        one.draw(part(random, key, 0, random.nextInt(5) + 1, random.nextBoolean(), 1), 1);
        other.draw(part(random, key, 0, random.nextInt(5) + 1, random.nextBoolean(), 2), 1);
        tell(one, other.beyond(one.marks()), 2);
        tell(other, one.beyond(other.marks()), 2);
        assertEquals(picture(one), picture(other));
    }

    private void draw(Random random, int at, UUID author, int step) {
        Board board = boards.get(at);
        List<Stroke> own = board.strokes().stream()
                .filter(stroke -> stroke.key().author().equals(author))
                .toList();
        List<Stroke> live = own.stream().filter(stroke -> !stroke.done()).toList();
        if (!own.isEmpty() && random.nextInt(12) == 0) {
            StrokeKey key = own.get(random.nextInt(own.size())).key();
            board.undo(key, step);
            tellOthers(random, at, null, key);
            return;
        }
        boolean begins = live.isEmpty() || random.nextInt(3) == 0;
        StrokeKey key = begins
                ? new StrokeKey(author, id(random))
                : live.get(random.nextInt(live.size())).key();
        int from = begins ? 0 : pointsOf(board, key);
        Part part = part(random, key, from, random.nextInt(6), random.nextInt(3) == 0, step);
        board.check(part);
        begun.add(key);
        Part fresh = board.draw(part, step);
        if (fresh != null) {
            tellOthers(random, at, fresh, null);
        }
    }

    private void tellOthers(Random random, int from, Part part, StrokeKey undone) {
        for (int to = 0; to < boards.size(); to++) {
            for (int copy = random.nextInt(3); to != from && copy > 0; copy--) {
                onTheWay.add(new Sent(to, part, undone));
            }
        }
    }

    /** Any number of what is on the way, in any order. */
    private void deliver(Random random) {
        for (int i = random.nextInt(4); i > 0 && !onTheWay.isEmpty(); i--) {
            Sent sent = onTheWay.remove(random.nextInt(onTheWay.size()));
            if (sent.part() != null) {
                boards.get(sent.to()).draw(sent.part(), 0);
            } else {
                boards.get(sent.to()).undo(sent.undone(), 0);
            }
        }
    }

    /** Every answer may be lost in part; what is still on its way comes in between. */
    private void compareUntilAllAgree(Random random) {
        for (int round = 0; round < 10_000; round++) {
            deliver(random);
            Board asking = boards.get(random.nextInt(boards.size()));
            Board asked = boards.get(random.nextInt(boards.size()));
            if (asking.digest(STEPS) != asked.digest(STEPS)) {
                tell(asking, lossy(random, asked.beyond(asking.marks())), STEPS);
                assertEquals(
                        asking.isBehind(asked.marks()),
                        !asked.beyond(asking.marks()).isEmpty());
            }
            if (onTheWay.isEmpty()
                    && boards.stream()
                                    .map(board -> board.digest(STEPS))
                                    .distinct()
                                    .count()
                            == 1) {
                return;
            }
        }
    }

    private static Board.Difference lossy(Random random, Board.Difference whole) {
        return new Board.Difference(
                whole.strokes().stream().filter(stroke -> random.nextInt(3) > 0).toList(),
                whole.undone().stream().filter(key -> random.nextInt(3) > 0).toList());
    }

    private static void tell(Board board, Board.Difference difference, long now) {
        difference.strokes().forEach(stroke -> board.merge(stroke, now));
        difference.undone().forEach(key -> board.undo(key, now));
    }

    private void nothingDrawnIsMissing(List<UUID> authors) {
        Set<StrokeKey> known = new HashSet<>(boards.getFirst().undone());
        boards.getFirst().strokes().forEach(stroke -> known.add(stroke.key()));
        assertEquals(new HashSet<>(begun), known);
        assertTrue(known.stream().map(StrokeKey::author).allMatch(authors::contains));
    }

    private static int pointsOf(Board board, StrokeKey key) {
        return board.strokes().stream()
                .filter(stroke -> stroke.key().equals(key))
                .findFirst()
                .orElseThrow()
                .points()
                .size();
    }

    private static Part part(Random random, StrokeKey key, int from, int points, boolean done, int step) {
        Pen pen = new Pen("pen", "#000000", 2, NOON.plusMillis(key.strokeId().hashCode() & 0xff));
        return new Part(
                key,
                pen,
                from,
                IntStream.range(0, points)
                        .mapToObj(i -> new Point(random.nextInt(4096) / 16.0, random.nextInt(4096), step, 1))
                        .toList(),
                done);
    }

    private static UUID id(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** With the drawing that it is kept as: equal ones are the same PNG, to the byte. */
    private static String picture(Board board) {
        List<Stroke> drawn = board.strokes().stream()
                .filter(stroke -> !stroke.points().isEmpty())
                .toList();
        String kept = drawn.isEmpty()
                ? ""
                : new String(BoardDrawing.json(drawn, new Canvas(null, null, null)), StandardCharsets.UTF_8);
        return board.strokes() + " without " + board.undone() + " as " + kept;
    }
}
