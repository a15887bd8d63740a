package io.laiwang.chat.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.laiwang.chat.conversation.Member;
import io.laiwang.chat.store.MessageStore.MessageKey;
import io.laiwang.contracts.Message;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
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
    private final ReactiveMongoDatabase database;
    private final MongoCollections collections;
    private final MongoLists lists;

    MongoHistoryStore(ReactiveMongoDatabase database) {
        this.database = database;
        this.collections = new MongoCollections(database);
        this.lists = new MongoLists(collections);
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
                .find(mine, new FindOptions().projection(MongoDocuments.seenBy(accountId)))
                .map(found -> MongoDocuments.seat(found, accountId))
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
        return lists.seats(accountId, since)
                .map(seats -> MongoLists.page(seats, after, limit))
                .chain(page -> messages(accountId, MongoLists.heads(page)).chain(last -> lists.lines(page, last)));
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
}
