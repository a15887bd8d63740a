package io.laiwang.gateway.board;

import io.laiwang.contracts.ServerFrame;
import java.util.List;
import java.util.UUID;

/** What happens on a board, as the streams that have it open get it. */
final class BoardFrame {
    private BoardFrame() {}

    static ServerFrame snapshot(String ref, BoardKey key, Board board) {
        return new ServerFrame.Board(
                ref,
                key.boardId(),
                board.strokes().stream().map(BoardFrame::drawn).toList(),
                board.undone().stream().map(StrokeKey::strokeId).toList());
    }

    static ServerFrame closed(String ref, UUID boardId) {
        return new ServerFrame.Board(ref, boardId, List.of(), List.of());
    }

    static ServerFrame stroke(BoardKey key, Part part) {
        Pen pen = part.pen();
        return new ServerFrame.Stroke(
                key.conversationId(),
                key.boardId(),
                part.key().strokeId(),
                part.key().author(),
                pen.startedAt(),
                pen.tool(),
                pen.color(),
                pen.width(),
                part.from(),
                points(part.points()),
                part.done());
    }

    static ServerFrame undo(BoardKey key, StrokeKey stroke) {
        return new ServerFrame.Undo(key.conversationId(), key.boardId(), stroke.strokeId(), stroke.author());
    }

    private static ServerFrame.BoardStroke drawn(Stroke stroke) {
        Pen pen = stroke.pen();
        return new ServerFrame.BoardStroke(
                stroke.key().strokeId(),
                stroke.key().author(),
                pen.startedAt(),
                pen.tool(),
                pen.color(),
                pen.width(),
                points(stroke.points()),
                stroke.done());
    }

    private static List<List<Number>> points(List<Point> points) {
        return points.stream()
                .map(point -> List.<Number>of(point.x(), point.y(), point.t(), point.p()))
                .toList();
    }
}
