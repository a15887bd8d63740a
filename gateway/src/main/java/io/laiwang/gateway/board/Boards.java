package io.laiwang.gateway.board;

import io.laiwang.contracts.ConversationMembers;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.gateway.signal.Members;
import io.laiwang.gateway.stream.Stream;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What people do on boards. */
@Singleton
public class Boards {
    private static final int OPEN_ON_A_STREAM = 16;

    private final Rooms rooms;
    private final BoardSync sync;
    private final Members members;
    private final Duration join;

    Boards(Rooms rooms, BoardSync sync, Members members, BoardSettings settings) {
        this.rooms = rooms;
        this.sync = sync;
        this.members = members;
        this.join = settings.join();
    }

    /** The stream gets a snapshot and, from then on, what changes. */
    Uni<Void> open(BoardKey key, Stream stream, String ref) {
        checkCount(stream);
        return find(key, stream.identity().accountId())
                .invoke(room -> enter(room, stream, ref))
                .replaceWithVoid();
    }

    void close(BoardKey key, Stream stream) {
        Room room = rooms.find(key);
        if (room != null) {
            room.leave(stream.id());
        }
    }

    void draw(BoardKey key, Part part, Stream stream) {
        Room room = opened(key, stream);
        rooms.checkPoints();
        Part fresh = room.drawHere(part, stream, System.nanoTime());
        if (fresh != null) {
            sync.tell(key, new BoardSignal.Drawn(key.boardId(), fresh));
        }
    }

    void undo(BoardKey key, UUID strokeId, Stream stream) {
        StrokeKey stroke = new StrokeKey(stream.identity().accountId(), strokeId);
        Room room = opened(key, stream);
        if (!room.has(stroke)) {
            throw new Refused(ProblemCode.NOT_FOUND, "You have no such stroke on the board.");
        }
        room.undo(stroke, stream.id(), System.nanoTime());
        sync.tell(key, new BoardSignal.Undone(key.boardId(), stroke));
    }

    /**
     * A board as it is now, as the JSON of a drawing; of all gateways, if it isn't open on this one. A 404 where nothing
     * is drawn and for who may not see it.
     */
    public Uni<byte[]> drawing(UUID accountId, UUID conversationId, UUID boardId, Canvas canvas) {
        return find(new BoardKey(conversationId, boardId), accountId)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(room -> drawing(room.strokes(), canvas));
    }

    private static byte[] drawing(List<Stroke> strokes, Canvas canvas) {
        List<Stroke> drawn =
                strokes.stream().filter(stroke -> !stroke.points().isEmpty()).toList();
        if (drawn.isEmpty()) {
            throw Refused.notFound();
        }
        return BoardDrawing.json(drawn, canvas);
    }

    /** What is drawn doesn't disappear, so it isn't drawn where what is said does. */
    static void admit(ConversationMembers found) {
        if (found.accountIds().isEmpty()) {
            throw Refused.notFound();
        }
        if (found.timerSeconds() > 0) {
            throw new Refused(ProblemCode.TIMER_CHANGED, "A conversation with a timer has no live boards.");
        }
    }

    /** So that nobody takes the places of all. */
    private void checkCount(Stream stream) {
        if (rooms.all().stream().filter(room -> room.isOpenOn(stream)).count() >= OPEN_ON_A_STREAM) {
            throw new Refused(ProblemCode.TOO_MANY_REQUESTS, "Too many boards are open on this stream: close one.");
        }
    }

    /** A board that the account may see, with all that is known of it once it is here. */
    private Uni<Room> find(BoardKey key, UUID accountId) {
        return members.with(accountId, key.conversationId())
                .invoke(Boards::admit)
                .chain(found -> room(key));
    }

    private Room opened(BoardKey key, Stream stream) {
        Room room = rooms.find(key);
        if (room == null || !room.isOpenOn(stream)) {
            throw new Refused(ProblemCode.NOT_FOUND, "The board isn't open on this stream: open it first.");
        }
        return room;
    }

    /** The first to open it here asks the other gateways, and all who open it meanwhile wait for their answer. */
    private Uni<Room> room(BoardKey key) {
        Rooms.Opened opened = rooms.open(key, System.nanoTime());
        Room room = opened.room();
        if (opened.fresh()) {
            sync.tell(key, new BoardSignal.Ask(key.boardId(), null, List.of(), false));
            room.joined().completeOnTimeout(room, join.toMillis(), TimeUnit.MILLISECONDS);
        }
        return Uni.createFrom().completionStage(room.joined().copy());
    }

    private void enter(Room room, Stream stream, String ref) {
        room.enter(stream, ref, System.nanoTime());
        if (!stream.isOpen()) {
            room.leave(stream.id());
        }
    }
}
