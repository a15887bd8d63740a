package io.laiwang.gateway.board;

import io.laiwang.contracts.ServerFrame;
import io.laiwang.gateway.board.Board.Difference;
import io.laiwang.gateway.stream.Stream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A board and the streams of this gateway that have it open. What a stream gets is in the order in which the board
 * changed, from its snapshot on: both happen under the room's lock, and nothing is waited for there.
 */
final class Room {
    private final BoardKey key;
    private final Board board = new Board();
    private final Map<UUID, Stream> open = new ConcurrentHashMap<>();
    private final CompletableFuture<Room> joined = new CompletableFuture<>();
    private volatile long touchedAt;

    Room(BoardKey key, long now) {
        this.key = key;
        this.touchedAt = now;
    }

    BoardKey key() {
        return key;
    }

    /** When the first other gateway has told what it has, or none did in time. */
    CompletableFuture<Room> joined() {
        return joined;
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    boolean isOpenOn(Stream stream) {
        return open.containsKey(stream.id());
    }

    Set<UUID> accountIds() {
        return open.values().stream()
                .map(stream -> stream.identity().accountId())
                .collect(Collectors.toSet());
    }

    long touchedAt() {
        return touchedAt;
    }

    synchronized int points() {
        return board.points();
    }

    synchronized List<Stroke> strokes() {
        return board.strokes();
    }

    synchronized void enter(Stream stream, String ref, long now) {
        touchedAt = now;
        open.put(stream.id(), stream);
        stream.send(BoardFrame.snapshot(ref, key, board));
    }

    void leave(UUID streamId) {
        open.remove(streamId);
    }

    void putOut(UUID accountId) {
        open.values().removeIf(stream -> stream.identity().accountId().equals(accountId));
    }

    /** Of a stream of this gateway; what is new, to be told to the others. */
    synchronized @Nullable Part drawHere(Part part, Stream by, long now) {
        board.check(part);
        return draw(part, by.id(), now);
    }

    /** Of another gateway; false when something before it is missing. */
    synchronized boolean drawThere(Part part, long now) {
        boolean gap = board.isMissingBefore(part);
        draw(part, null, now);
        return !gap;
    }

    private @Nullable Part draw(Part part, @Nullable UUID except, long now) {
        touchedAt = now;
        Part fresh = board.draw(part, now);
        if (fresh != null) {
            tell(BoardFrame.stroke(key, fresh), except);
        }
        return fresh;
    }

    synchronized boolean has(StrokeKey stroke) {
        return board.has(stroke);
    }

    /** @param by the stream that did it, if it is one of this gateway */
    synchronized void undo(StrokeKey stroke, @Nullable UUID by, long now) {
        touchedAt = now;
        if (board.undo(stroke, now)) {
            tell(BoardFrame.undo(key, stroke), by);
        }
    }

    synchronized void merge(Collection<Stroke> strokes, Collection<StrokeKey> undone, long now) {
        strokes.stream()
                .filter(stroke -> board.merge(stroke, now))
                .forEach(stroke -> tell(BoardFrame.stroke(key, stroke.since(0)), null));
        undone.forEach(stroke -> undo(stroke, null, now));
    }

    synchronized long digest(long since) {
        return board.digest(since);
    }

    synchronized List<Mark> marks() {
        return board.marks();
    }

    synchronized Difference beyond(Collection<Mark> marks) {
        return board.beyond(marks);
    }

    synchronized boolean isBehind(Collection<Mark> marks) {
        return board.isBehind(marks);
    }

    /** Encoded once, for all who have it open. */
    private void tell(ServerFrame frame, @Nullable UUID except) {
        String text = Stream.encode(frame);
        open.values().stream().filter(stream -> !stream.id().equals(except)).forEach(stream -> stream.send(text));
    }
}
