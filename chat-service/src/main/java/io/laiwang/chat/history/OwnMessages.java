package io.laiwang.chat.history;

import io.laiwang.chat.store.HistoryStore;
import io.laiwang.contracts.Message;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.rest.Cursors;
import io.laiwang.kit.rest.Page;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an account has written, conversation by conversation, as far as it may still read it; for its export. */
@Singleton
class OwnMessages {
    /** So many messages of a conversation are looked through for a page, whoever wrote them. */
    private static final int LOOKED_THROUGH = 100;

    private final HistoryStore store;
    private final History history;
    private final Cursors cursors;

    OwnMessages(HistoryStore store, History history, Cursors cursors) {
        this.store = store;
        this.history = history;
        this.cursors = cursors;
    }

    /** @param done nothing of that conversation is left, so the next one is to be found */
    private record Position(UUID conversationId, long afterSeq, boolean done) {
        static final Position START = new Position(new UUID(0, 0), 0, true);

        static Position after(UUID conversationId, History.Page read) {
            return new Position(conversationId, read.toSeq(), read.toSeq() >= read.headSeq());
        }

        static Position parse(String text) {
            String[] parts = text.split(" ", 3);
            if (parts.length != 3 || !parts[1].matches("[0-9]{1,19}")) {
                throw Cursors.foreign("cursor");
            }
            UUID conversation = Ids.parse(parts[0]).orElseThrow(() -> Cursors.foreign("cursor"));
            return new Position(conversation, Long.parseLong(parts[1]), Boolean.parseBoolean(parts[2]));
        }

        String text() {
            return "%s %d %s".formatted(conversationId, afterSeq, done);
        }
    }

    /** A page may be empty and still not be the last. Of what disappears it has the envelope alone. */
    Uni<Page<Message>> page(UUID accountId, @Nullable String cursor) {
        String position = cursors.open("cursor", cursor);
        return current(accountId, position == null ? Position.START : Position.parse(position))
                .chain(at -> at == null
                        ? Uni.createFrom().item(new Page<>(List.of(), null))
                        : read(accountId, at.conversationId(), at.afterSeq()));
    }

    private Uni<@Nullable Position> current(UUID accountId, Position last) {
        return last.done()
                ? store.conversationAfter(accountId, last.conversationId())
                        .map(next -> next.map(id -> new Position(id, 0, false)).orElse(null))
                : Uni.createFrom().item(last);
    }

    private Uni<Page<Message>> read(UUID accountId, UUID conversationId, long afterSeq) {
        return history.after(conversationId, accountId, afterSeq, LOOKED_THROUGH)
                .map(read -> new Page<>(
                        read.items().stream()
                                .filter(message -> accountId.equals(message.senderId()))
                                .toList(),
                        cursors.seal(Position.after(conversationId, read).text())));
    }
}
