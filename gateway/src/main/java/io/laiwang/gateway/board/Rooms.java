package io.laiwang.gateway.board;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The boards that this gateway keeps. Where one too many is opened, the one of those that nobody has open and that was
 * drawn on longest ago makes room; if all are open, it is refused.
 */
@Singleton
class Rooms {
    private final BoardSettings settings;
    private final Map<BoardKey, Room> rooms = new HashMap<>();
    private volatile long points;

    Rooms(BoardSettings settings) {
        this.settings = settings;
    }

    synchronized @Nullable Room find(BoardKey key) {
        return rooms.get(key);
    }

    synchronized Collection<Room> all() {
        return List.copyOf(rooms.values());
    }

    /** @param fresh true when it wasn't kept here before */
    record Opened(Room room, boolean fresh) {}

    synchronized Opened open(BoardKey key, long now) {
        Room kept = rooms.get(key);
        if (kept != null) {
            return new Opened(kept, false);
        }
        makeRoom(settings.perConversation(), room -> room.key().conversationId().equals(key.conversationId()));
        makeRoom(settings.most(), room -> true);
        Room room = new Room(key, now);
        rooms.put(key, room);
        return new Opened(room, true);
    }

    private void makeRoom(int most, Predicate<Room> which) {
        List<Room> some = rooms.values().stream().filter(which).toList();
        if (some.size() >= most) {
            Room oldest = some.stream()
                    .filter(room -> !room.isOpen() && room.joined().isDone())
                    .min(Comparator.comparingLong(Room::touchedAt))
                    .orElseThrow(() -> new Refused(
                            ProblemCode.TOO_MANY_REQUESTS, "Too many boards are open: close one and try again."));
            rooms.remove(oldest.key());
        }
    }

    /** Refuses to draw while there are too many points in all, which is looked at with every comparison. */
    void checkPoints() {
        if (points >= settings.mostPoints()) {
            throw new Refused(ProblemCode.UNAVAILABLE, "Too much is being drawn at this moment.");
        }
    }

    void countPoints() {
        points = all().stream().mapToLong(Room::points).sum();
    }

    synchronized void dropIdle(long now) {
        rooms.values()
                .removeIf(room -> !room.isOpen()
                        && room.joined().isDone()
                        && now - room.touchedAt() > settings.idle().toNanos());
    }
}
