package io.laiwang.chat.history;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.store.HistoryStore;
import io.laiwang.chat.store.HistoryStore.Listed;
import io.laiwang.chat.store.HistoryStore.Position;
import io.laiwang.contracts.Message;
import io.laiwang.kit.rest.Cursors;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The list of an account's conversations, and what has changed in it. */
@Singleton
class Conversations {
    /**
     * A write becomes visible a moment after the time that it carries; this is longer than a write may take, so what
     * changed while a cursor was made comes again instead of never.
     */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private final HistoryStore store;
    private final Cursors cursors;

    Conversations(HistoryStore store, Cursors cursors) {
        this.store = store;
        this.cursors = cursors;
    }

    record Item(
            UUID id,
            String kind,
            @Nullable UUID contactId,
            @Nullable UUID groupId,
            long headSeq,
            long headRev,
            long readSeq,
            long unread,
            long mentioned,
            int timerSeconds,
            boolean pinned,
            boolean muted,
            boolean closed,
            @Nullable Message lastMessage,
            Instant updatedAt) {}

    record Items(List<Item> items, @Nullable String nextCursor, String syncCursor) {}

    Uni<Items> list(UUID accountId, @Nullable String since, @Nullable String cursor, int limit) {
        String changedSince = cursors.open("since", since);
        String position = cursors.open("cursor", cursor);
        Instant from = changedSince == null ? null : time("since", changedSince);
        return store.now()
                .chain(now -> store.list(accountId, from, position == null ? null : position(position), limit + 1)
                        .map(found -> page(found, limit, now)));
    }

    private Items page(List<Listed> found, int limit, Instant now) {
        List<Item> items = found.stream().limit(limit).map(Conversations::item).toList();
        String next = found.size() > limit ? cursors.seal(position(items.getLast())) : null;
        return new Items(items, next, cursors.seal(now.minus(OVERLAP).toString()));
    }

    private static Item item(Listed listed) {
        Conversation.Row row = listed.seat().conversation();
        return new Item(
                row.id(),
                row.kind().name().toLowerCase(Locale.ROOT),
                listed.contactId(),
                row.groupId(),
                listed.seat().headSeq(),
                listed.seat().headRev(),
                listed.seat().member().readSeq(),
                listed.unread(),
                listed.mentioned(),
                row.timerSeconds(),
                listed.seat().member().settings().pinned(),
                listed.seat().member().settings().muted(),
                !row.writable(),
                listed.lastMessage(),
                listed.seat().updatedAt());
    }

    private static String position(Item last) {
        return last.updatedAt() + " " + last.id();
    }

    private static Position position(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 2) {
            throw Cursors.foreign("cursor");
        }
        return new Position(time("cursor", parts[0]), UUID.fromString(parts[1]));
    }

    private static Instant time(String parameter, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Cursors.foreign(parameter);
        }
    }
}
