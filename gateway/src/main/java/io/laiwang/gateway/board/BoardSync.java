package io.laiwang.gateway.board;

import io.laiwang.contracts.Json;
import io.laiwang.gateway.GatewayId;
import io.laiwang.gateway.board.Board.Difference;
import io.laiwang.gateway.signal.Signal;
import io.laiwang.gateway.signal.SignalHandler;
import io.laiwang.gateway.signal.Signals;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a board the same on all gateways that have it, over a channel that loses: what is drawn is told as it comes,
 * digests are compared every few seconds, and where they differ each side tells the other what is beyond its marks.
 */
@Singleton
class BoardSync implements SignalHandler {
    private static final String KIND = "board";

    /** What is younger may still be on its way, and isn't compared. */
    private static final long SETTLED_NANOS = Duration.ofSeconds(2).toNanos();

    /** A record has a megabyte at most; a point, as text, has 70 bytes at most. */
    private static final int POINTS_A_RECORD = Board.MAX_POINTS_A_STROKE;

    private final String gateway;
    private final Rooms rooms;
    private final Signals signals;

    BoardSync(GatewayId gateway, Rooms rooms, Signals signals) {
        this.gateway = gateway.value();
        this.rooms = rooms;
        this.signals = signals;
    }

    void tell(BoardKey key, BoardSignal signal) {
        signals.send(KIND, key.conversationId(), Json.bytes(signal));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void heard(Signal signal) {
        BoardSignal said = Json.read(signal.value(), BoardSignal.class);
        Room room = rooms.find(new BoardKey(signal.key(), said.boardId()));
        if (room != null) {
            heard(room, said, signal.gateway());
        }
    }

    private void heard(Room room, BoardSignal said, String from) {
        long now = System.nanoTime();
        switch (said) {
            case BoardSignal.Drawn drawn -> {
                if (!room.drawThere(drawn.part(), now)) {
                    ask(room, from, false);
                }
            }
            case BoardSignal.Undone undone -> room.undo(undone.key(), null, now);
            case BoardSignal.Digest digest -> {
                if (digest.digest() != room.digest(now - SETTLED_NANOS)) {
                    ask(room, from, false);
                }
            }
            case BoardSignal.Ask ask -> answer(room, ask, from);
            case BoardSignal.State state -> {
                if (state.to().equals(gateway)) {
                    take(room, state, now);
                }
            }
        }
    }

    void compare(Room room) {
        long digest = room.digest(System.nanoTime() - SETTLED_NANOS);
        tell(room.key(), new BoardSignal.Digest(room.key().boardId(), digest));
    }

    private void ask(Room room, String of, boolean again) {
        tell(room.key(), new BoardSignal.Ask(room.key().boardId(), of, room.marks(), again));
    }

    private void answer(Room room, BoardSignal.Ask ask, String from) {
        if (ask.to() != null && !ask.to().equals(gateway)) {
            return;
        }
        states(room, room.beyond(ask.marks()), from).forEach(state -> tell(room.key(), state));
        if (!ask.again() && room.isBehind(ask.marks())) {
            ask(room, from, true);
        }
    }

    private static List<BoardSignal.State> states(Room room, Difference difference, String to) {
        List<BoardSignal.State> states = new ArrayList<>();
        List<Stroke> some = new ArrayList<>();
        int points = 0;
        for (Stroke stroke : difference.strokes()) {
            if (points + stroke.points().size() > POINTS_A_RECORD) {
                states.add(new BoardSignal.State(room.key().boardId(), to, List.copyOf(some), List.of(), false));
                some.clear();
                points = 0;
            }
            some.add(stroke);
            points += stroke.points().size();
        }
        states.add(new BoardSignal.State(room.key().boardId(), to, some, difference.undone(), true));
        return states;
    }

    private static void take(Room room, BoardSignal.State state, long now) {
        room.merge(state.strokes(), state.undone(), now);
        if (state.last()) {
            room.joined().complete(room);
        }
    }
}
