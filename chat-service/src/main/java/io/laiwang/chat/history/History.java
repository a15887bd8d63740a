package io.laiwang.chat.history;

import io.laiwang.chat.sealed.Envelopes;
import io.laiwang.chat.store.HistoryStore;
import io.laiwang.chat.store.HistoryStore.Seat;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.ReadableRange;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The messages of a conversation, as far as the caller may read them. */
@Singleton
class History {
    private final HistoryStore store;
    private final Envelopes envelopes;

    History(HistoryStore store, Envelopes envelopes) {
        this.store = store;
        this.envelopes = envelopes;
    }

    /** Every seq from {@code fromSeq} to {@code toSeq} is either listed or not the caller's to see. */
    record Page(List<Message> items, long fromSeq, long toSeq, long headSeq, long headRev) {}

    record Changes(List<Message> items, long headRev, boolean more) {}

    Uni<Page> after(UUID conversationId, UUID accountId, long afterSeq, int limit) {
        return seat(conversationId, accountId).chain(seat -> {
            long from = Math.max(afterSeq + 1, seat.member().fromSeq());
            return seen(seat, store.first(conversationId, accountId, from, seat.headSeq(), limit))
                    .map(items -> {
                        long to = items.size() == limit ? items.getLast().seq() : Math.max(seat.headSeq(), afterSeq);
                        return page(seat, items, afterSeq + 1, to);
                    });
        });
    }

    Uni<Page> before(UUID conversationId, UUID accountId, long beforeSeq, int limit) {
        return seat(conversationId, accountId).chain(seat -> {
            long to = Math.min(beforeSeq - 1, seat.headSeq());
            return seen(
                            seat,
                            store.last(conversationId, accountId, seat.member().fromSeq(), to, limit))
                    .map(items -> {
                        long from = items.size() == limit ? items.getFirst().seq() : 1;
                        return page(seat, items, from, to);
                    });
        });
    }

    Uni<Changes> changes(UUID conversationId, UUID accountId, long afterRev, int limit) {
        return seat(conversationId, accountId).chain(seat -> seen(
                        seat,
                        store.changes(
                                conversationId,
                                accountId,
                                afterRev,
                                seat.member().fromSeq(),
                                seat.headSeq(),
                                limit + 1))
                .map(found -> new Changes(found.stream().limit(limit).toList(), seat.headRev(), found.size() > limit)));
    }

    Uni<Message> one(UUID conversationId, UUID accountId, long seq) {
        return seat(conversationId, accountId)
                .chain(seat -> seq < seat.member().fromSeq() || seq > seat.headSeq()
                        ? Uni.createFrom().item(List.<Message>of())
                        : seen(seat, store.first(conversationId, accountId, seq, seq, 1)))
                .map(found -> found.stream().findFirst().orElseThrow(Refused::notFound));
    }

    Uni<ReadableRange> range(UUID conversationId, UUID accountId) {
        return seat(conversationId, accountId).map(seat -> {
            Long left = seat.member().toSeq();
            return new ReadableRange(seat.member().fromSeq(), left == null ? Long.MAX_VALUE : left);
        });
    }

    private Uni<Seat> seat(UUID conversationId, UUID accountId) {
        return store.seat(conversationId, accountId).map(found -> found.orElseThrow(Refused::notFound));
    }

    private Uni<List<Message>> seen(Seat seat, Uni<List<Message>> found) {
        return found.chain(messages -> envelopes.seenBy(seat.member().accountId(), messages));
    }

    private static Page page(Seat seat, List<Message> items, long from, long to) {
        return new Page(items, from, to, seat.headSeq(), seat.headRev());
    }
}
