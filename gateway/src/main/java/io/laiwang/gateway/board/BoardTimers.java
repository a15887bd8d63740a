package io.laiwang.gateway.board;

import io.laiwang.gateway.signal.Members;
import io.laiwang.gateway.stream.StreamChange;
import io.laiwang.kit.problem.Refused;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What happens to boards by itself: they are compared, left with their streams, and forgotten when nobody draws. */
@Singleton
class BoardTimers {
    private final Rooms rooms;
    private final BoardSync sync;
    private final Members members;
    private final BoardSettings settings;
    private final Vertx vertx;

    BoardTimers(Rooms rooms, BoardSync sync, Members members, BoardSettings settings, Vertx vertx) {
        this.rooms = rooms;
        this.sync = sync;
        this.members = members;
        this.settings = settings;
        this.vertx = vertx;
    }

    void onStart(@Observes StartupEvent event) {
        vertx.setPeriodic(
                settings.compare().toMillis(),
                timer -> vertx.executeBlocking(
                        () -> {
                            look();
                            return null;
                        },
                        false));
    }

    void onChange(@Observes StreamChange change) {
        if (!change.open()) {
            rooms.all().forEach(room -> room.leave(change.stream().id()));
        }
    }

    private void look() {
        rooms.dropIdle(System.nanoTime());
        rooms.countPoints();
        for (Room room : rooms.all()) {
            if (room.isOpen()) {
                sync.compare(room);
                room.accountIds().forEach(account -> lookAt(room, account));
            }
        }
    }

    /** Who has left the conversation, or has no right to it any more, sees nothing of its boards. */
    private void lookAt(Room room, UUID accountId) {
        members.with(accountId, room.key().conversationId())
                .invoke(Boards::admit)
                .subscribe()
                .with(found -> {}, failure -> {
                    if (failure instanceof Refused) {
                        room.putOut(accountId);
                    }
                });
    }
}
