package io.laiwang.chat.store;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Member;
import io.laiwang.chat.store.HistoryStore.Listed;
import io.laiwang.chat.store.HistoryStore.Position;
import io.laiwang.chat.store.HistoryStore.Seat;
import io.laiwang.chat.store.MessageStore.MessageKey;
import io.laiwang.contracts.Message;
import io.quarkus.mongodb.AggregateOptions;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The list of an account's conversations. Which of them may have changed is read from indexes alone, a look a
 * conversation, and only those are fetched. Seqs have no gaps, so what is unread is what lies between the mark and the
 * head but for one's own and for what doesn't count: those are few, however far one is behind.
 */
final class MongoLists {
    private static final Comparator<Seat> NEWEST_FIRST = Comparator.comparing(Seat::updatedAt)
            .thenComparing(seat -> seat.conversation().id())
            .reversed();

    /** What planning a query costs grows faster than its number of ranges. */
    private static final int COUNTED_AT_ONCE = 50;

    private final MongoCollections collections;

    MongoLists(MongoCollections collections) {
        this.collections = collections;
    }

    /** Those whose line has changed since, all without it. */
    Uni<List<SeatOf>> seats(UUID accountId, @Nullable Instant since) {
        Multi<Document> found = since == null
                ? find(Filters.eq("memberIds", accountId), options(accountId))
                : ids(accountId)
                        .onItem()
                        .transformToMulti(ids ->
                                find(touched(ids, since), options(accountId).hint(MongoCollections.TOUCHED)));
        return found.filter(one -> since == null || MongoDocuments.hasChanged(one, accountId, since))
                .map(one -> new SeatOf(MongoDocuments.seat(one, accountId), contact(one, accountId)))
                .collect()
                .asList();
    }

    /** @param contactId the other one of a direct conversation */
    record SeatOf(Seat seat, @Nullable UUID contactId) {
        UUID id() {
            return seat.conversation().id();
        }

        private long unseen() {
            return Math.max(0, seat.headSeq() - seat.member().readSeq());
        }
    }

    static List<SeatOf> page(List<SeatOf> seats, @Nullable Position after, int limit) {
        return seats.stream()
                .filter(one -> after == null || isAfter(one.seat(), after))
                .sorted(Comparator.comparing(SeatOf::seat, NEWEST_FIRST))
                .limit(limit)
                .toList();
    }

    private static boolean isAfter(Seat seat, Position position) {
        int byTime = seat.updatedAt().compareTo(position.updatedAt());
        return byTime < 0 || (byTime == 0 && seat.conversation().id().compareTo(position.id()) < 0);
    }

    static List<MessageKey.BySeq> heads(List<SeatOf> page) {
        return page.stream()
                .map(one -> new MessageKey.BySeq(one.id(), one.seat().headSeq()))
                .toList();
    }

    Uni<List<Listed>> lines(List<SeatOf> page, List<Message> heads) {
        List<SeatOf> behind = page.stream().filter(one -> one.unseen() > 0).toList();
        Map<UUID, Message> last =
                heads.stream().collect(Collectors.toMap(Message::conversationId, Function.identity()));
        return Uni.combine()
                .all()
                .unis(
                        count(behind, MongoLists::aside, MongoCollections.BY_SPEAKER),
                        count(behind, MongoLists::mentions, MongoCollections.MENTIONS))
                .asTuple()
                .map(counts -> page.stream()
                        .map(one -> new Listed(
                                one.seat(),
                                one.contactId(),
                                one.unseen() - counts.getItem1().getOrDefault(one.id(), 0),
                                counts.getItem2().getOrDefault(one.id(), 0),
                                last.get(one.id())))
                        .toList());
    }

    private Uni<Map<UUID, Integer>> count(List<SeatOf> behind, Function<Seat, Bson> which, Bson index) {
        List<List<SeatOf>> parts = new ArrayList<>();
        for (int i = 0; i < behind.size(); i += COUNTED_AT_ONCE) {
            parts.add(behind.subList(i, Math.min(behind.size(), i + COUNTED_AT_ONCE)));
        }
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToMultiAndConcatenate(part -> some(part, which, index))
                .collect()
                .asMap(one -> one.get("_id", UUID.class), one -> one.getInteger("messages"));
    }

    private Multi<Document> some(List<SeatOf> part, Function<Seat, Bson> which, Bson index) {
        List<Bson> ranges = part.stream().map(SeatOf::seat).map(which).toList();
        List<Bson> counted = List.of(
                Aggregates.match(Filters.or(ranges)),
                Aggregates.group("$conversationId", Accumulators.sum("messages", 1)));
        return collections.messages().aggregate(counted, new AggregateOptions().hint(index));
    }

    /** What lies after the mark and isn't another's to read. */
    private static Bson aside(Seat seat) {
        return Filters.and(
                Filters.eq("conversationId", seat.conversation().id()),
                Filters.in("speaker", seat.member().accountId(), MongoMessages.NOBODY),
                Filters.gt("seq", seat.member().readSeq()),
                Filters.lte("seq", seat.headSeq()));
    }

    private static Bson mentions(Seat seat) {
        Member member = seat.member();
        return Filters.and(
                Filters.in("mentions", member.accountId().toString(), "all"),
                Filters.eq("conversationId", seat.conversation().id()),
                Filters.gt("seq", member.readSeq()),
                Filters.lte("seq", seat.headSeq()),
                Filters.nin("speaker", member.accountId(), MongoMessages.NOBODY));
    }

    private static Bson touched(List<UUID> ids, Instant since) {
        return Filters.and(Filters.in("_id", ids), Filters.gte("touchedAt", Date.from(since)));
    }

    private Uni<List<UUID>> ids(UUID accountId) {
        FindOptions idAlone = new FindOptions().projection(Projections.include("_id"));
        return find(Filters.eq("memberIds", accountId), idAlone)
                .map(found -> found.get("_id", UUID.class))
                .collect()
                .asList();
    }

    private Multi<Document> find(Bson filter, FindOptions options) {
        return collections.conversations().find(filter, options);
    }

    private static FindOptions options(UUID accountId) {
        return new FindOptions().projection(Projections.fields(MongoDocuments.seenBy(accountId), contactAlone()));
    }

    /** Of a direct conversation both members, of a group, which may have 500, none. */
    private static Bson contactAlone() {
        Document direct = new Document("$eq", List.of("$kind", Conversation.Kind.DIRECT.name()));
        return Projections.computed("pair", new Document("$cond", List.of(direct, "$memberIds", List.of())));
    }

    private static @Nullable UUID contact(Document found, UUID accountId) {
        return found.getList("pair", UUID.class, List.of()).stream()
                .filter(id -> !id.equals(accountId))
                .findFirst()
                .orElse(null);
    }
}
