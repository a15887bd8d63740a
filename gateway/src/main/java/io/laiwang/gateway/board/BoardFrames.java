package io.laiwang.gateway.board;

import io.laiwang.gateway.limit.RateLimits;
import io.laiwang.gateway.stream.ClientFrame;
import io.laiwang.gateway.stream.FrameHandler;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;

/** {@code board}, {@code stroke} and {@code undo}. */
@Singleton
class BoardFrames implements FrameHandler {
    private final Boards boards;
    private final RateLimits limits;
    private final Clock clock;

    BoardFrames(Boards boards, RateLimits limits, Clock clock) {
        this.boards = boards;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Set<String> types() {
        return Set.of("board", "stroke", "undo");
    }

    @Override
    public void handle(ClientFrame frame) {
        limits.take(
                frame.type().equals("board") ? RateLimits.Limit.CALLS : RateLimits.Limit.STROKES, frame.accountId());
        BoardKey key = new BoardKey(frame.id("conversationId"), frame.id("boardId"));
        switch (frame.type()) {
            case "board" -> board(frame, key);
            case "stroke" -> boards.draw(key, StrokeReader.read(frame, clock.instant()), frame.stream());
            case "undo" -> boards.undo(key, frame.id("strokeId"), frame.stream());
            default -> throw new IllegalStateException("not a frame of boards");
        }
    }

    private void board(ClientFrame frame, BoardKey key) {
        String ref = frame.ref();
        if (StrokeReader.flag(frame.body(), "open")) {
            boards.open(key, frame.stream(), ref).subscribe().with(opened -> {}, frame::fail);
        } else {
            boards.close(key, frame.stream());
            frame.stream().send(BoardFrame.closed(ref, key.boardId()));
        }
    }
}
