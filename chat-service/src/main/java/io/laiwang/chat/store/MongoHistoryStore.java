package io.laiwang.chat.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Member;
import io.laiwang.chat.store.MessageStore.MessageKey;
import io.laiwang.contracts.Message;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** A page of history is a range of {@code _id}, a sync one of (conversation, rev). */
final class MongoHistoryStore implements HistoryStore {
    private static final int LISTED_AT_ONCE = 8;

    private final ReactiveMongoDatabase database;
    private final MongoCollections collections;

    MongoHistoryStore(ReactiveMongoDatabase database) {
        this.database = database;
        this.collections = new MongoCollections(database);
    }

    @Override
    public Uni<Optional<Integer>> timer(UUID conversationId) {
        FindOptions timerAlone = new FindOptions().projection(Projections.include("timerSeconds"));
        return collections
                .conversations()
                .find(Filters.eq("_id", conversationId), timerAlone)
                .map(found -> found.getInteger("timerSeconds"))
                .collect()
                .first()
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<Optional<Seat>> seat(UUID conversationId, UUID accountId) {
        Bson mine = Filters.and(Filters.eq("_id", conversationId), Filters.eq("memberIds", accountId));
        return collections
                .conversations()
                .find(mine, new FindOptions().projection(seen(accountId)))
                .map(found -> seat(found, accountId))
                .collect()
                .first()
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<List<Message>> first(UUID conversationId, UUID reader, long fromSeq, long toSeq, int limit) {
        return messages(reader, range(conversationId, fromSeq, toSeq), Sorts.ascending("_id"), limit);
    }

    @Override
    public Uni<List<Message>> last(UUID conversationId, UUID reader, long fromSeq, long toSeq, int limit) {
        return messages(reader, range(conversationId, fromSeq, toSeq), Sorts.descending("_id"), limit)
                .map(List::reversed);
    }

    @Override
    public Uni<List<Message>> changes(
            UUID conversationId, UUID reader, long afterRev, long fromSeq, long toSeq, int limit) {
        Bson changed = Filters.and(
                Filters.eq("conversationId", conversationId),
                Filters.gt("rev", afterRev),
                Filters.gte("seq", fromSeq),
                Filters.lte("seq", toSeq));
        return messages(reader, changed, Sorts.ascending("rev"), limit);
    }

    @Override
    public Uni<List<Message>> messages(UUID reader, List<MessageKey.BySeq> keys) {
        List<Binary> ids = keys.stream()
                .map(key -> MongoMessages.key(key.conversationId(), key.seq()))
                .toList();
        return keys.isEmpty()
                ? Uni.createFrom().item(List.of())
                : messages(reader, Filters.in("_id", ids), Sorts.ascending("_id"), ids.size());
    }

    @Override
    public Uni<List<Window>> windows(UUID accountId, int limit) {
        FindOptions newestFirst = new FindOptions()
                .sort(Sorts.descending("updatedAt"))
                .limit(limit)
                .projection(Projections.include(MongoDocuments.memberField(accountId)));
        return collections
                .conversations()
                .find(Filters.eq("memberIds", accountId), newestFirst)
                .map(found -> window(found, accountId))
                .collect()
                .asList();
    }

    private static Window window(Document found, UUID accountId) {
        Member member = Objects.requireNonNull(MongoDocuments.member(found, accountId));
        return new Window(found.get("_id", UUID.class), member.fromSeq(), member.toSeq());
    }

    @Override
    public Uni<List<Listed>> list(UUID accountId, @Nullable Instant since, @Nullable Position after, int limit) {
        List<Bson> mine = new ArrayList<>(List.of(Filters.eq("memberIds", accountId)));
        if (since != null) {
            mine.add(changed(accountId, Date.from(since)));
        }
        if (after != null) {
            Date at = Date.from(after.updatedAt());
            mine.add(Filters.or(
                    Filters.lt("updatedAt", at),
                    Filters.and(Filters.eq("updatedAt", at), Filters.lt("_id", after.id()))));
        }
        FindOptions page = new FindOptions()
                .sort(Sorts.descending("updatedAt", "_id"))
                .limit(limit)
                .projection(seen(accountId));
        return collections
                .conversations()
                .find(Filters.and(mine), page)
                .collect()
                .asList()
                .chain(found -> listed(found, accountId));
    }

    /** What one who has left isn't a part of any more doesn't bring its line back. */
    private static Bson changed(UUID accountId, Date since) {
        String member = MongoDocuments.memberField(accountId);
        return Filters.or(
                Filters.gte(member + ".changedAt", since),
                Filters.and(Filters.gte("changedAt", since), Filters.eq(member + ".toSeq", null)));
    }

    @Override
    public Uni<Optional<UUID>> conversationAfter(UUID accountId, UUID after) {
        FindOptions idAlone =
                new FindOptions().sort(Sorts.ascending("_id")).limit(1).projection(Projections.include("_id"));
        return collections
                .conversations()
                .find(Filters.and(Filters.eq("memberIds", accountId), Filters.gt("_id", after)), idAlone)
                .map(found -> found.get("_id", UUID.class))
                .collect()
                .first()
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<Instant> now() {
        return database.runCommand(new Document("hello", 1))
                .map(hello -> hello.getDate("localTime").toInstant());
    }

    private Uni<List<Listed>> listed(List<Document> found, UUID accountId) {
        return found.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join()
                        .all(found.stream()
                                .map(document -> listed(document, accountId))
                                .toList())
                        .usingConcurrencyOf(LISTED_AT_ONCE)
                        .andFailFast();
    }

    private Uni<Listed> listed(Document document, UUID accountId) {
        Seat seat = seat(document, accountId);
        UUID contact = seat.conversation().kind() == Conversation.Kind.DIRECT
                ? document.getList("memberIds", UUID.class, List.of()).stream()
                        .filter(id -> !id.equals(accountId))
                        .findFirst()
                        .orElse(null)
                : null;
        return Uni.combine()
                .all()
                .unis(
                        unread(seat),
                        unread(seat, Filters.in("mentions", accountId.toString(), "all")),
                        first(seat.conversation().id(), accountId, seat.headSeq(), seat.headSeq(), 1))
                .asTuple()
                .map(counted -> new Listed(
                        seat,
                        contact,
                        counted.getItem1(),
                        counted.getItem2(),
                        counted.getItem3().stream().findFirst().orElse(null)));
    }

    private Uni<Long> unread(Seat seat, Bson... which) {
        if (seat.member().readSeq() >= seat.headSeq()) {
            return Uni.createFrom().item(0L);
        }
        List<Bson> all = new ArrayList<>(List.of(which));
        all.add(range(seat.conversation().id(), seat.member().readSeq() + 1, seat.headSeq()));
        all.add(Filters.nin("senderId", seat.member().accountId(), null));
        all.add(Filters.eq("state", Message.State.LIVE.name()));
        return collections.messages().countDocuments(Filters.and(all));
    }

    private Uni<List<Message>> messages(UUID reader, Bson filter, Bson order, int limit) {
        return collections
                .messages()
                .find(
                        filter,
                        new FindOptions()
                                .projection(MongoMessages.seenBy(reader))
                                .sort(order)
                                .limit(limit))
                .map(MongoMessages::seen)
                .collect()
                .asList();
    }

    private static Bson range(UUID conversationId, long fromSeq, long toSeq) {
        return Filters.and(
                Filters.gte("_id", MongoMessages.key(conversationId, Math.max(0, fromSeq))),
                Filters.lte("_id", MongoMessages.key(conversationId, Math.max(0, toSeq))));
    }

    /** Of up to 500 members only the one that is asked for. */
    private static Bson seen(UUID accountId) {
        return Projections.include(
                "kind",
                "groupId",
                "name",
                "writable",
                "timerSeconds",
                "version",
                "headSeq",
                "rev",
                "headRev",
                "updatedAt",
                "memberIds",
                MongoDocuments.memberField(accountId));
    }

    private static Seat seat(Document document, UUID accountId) {
        Member member = Objects.requireNonNull(MongoDocuments.member(document, accountId));
        return new Seat(MongoDocuments.row(document), member);
    }
}
