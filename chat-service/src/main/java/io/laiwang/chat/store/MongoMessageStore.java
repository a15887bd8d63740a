package io.laiwang.chat.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Member;
import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Message;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Messages first, in order and under unique keys; then the conversations, with their members inside. No transaction:
 * what a crash in between leaves is a message whose row hasn't moved, and doing the batch again finds it by its id and
 * moves the row. What only grows is written by {@code $max}, so a late writer changes nothing; what doesn't is written
 * only over a lower rev.
 */
final class MongoMessageStore implements MessageStore {
    private static final int DUPLICATE_KEY = 11_000;

    private final MongoCollections collections;

    MongoMessageStore(ReactiveMongoDatabase database) {
        this.collections = new MongoCollections(database);
    }

    @Override
    public Uni<Map<UUID, Conversation>> conversations(Collection<UUID> ids) {
        return collections
                .conversations()
                .find(Filters.in("_id", ids))
                .map(MongoDocuments::conversation)
                .collect()
                .asMap(Conversation::id);
    }

    @Override
    public Uni<Map<MessageKey, StoredMessage>> messages(Collection<MessageKey> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Set<MessageKey> asked = Set.copyOf(keys);
        return collections
                .messages()
                .find(Filters.or(keys.stream().map(MongoMessageStore::filter).toList()))
                .map(MongoMessages::stored)
                .collect()
                .asList()
                .map(found -> found.stream()
                        .flatMap(stored -> names(stored).filter(asked::contains).map(key -> Map.entry(key, stored)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Uni<List<Sender>> senders(Collection<Stretch> stretches) {
        FindOptions senderAlone =
                new FindOptions().projection(Projections.include("conversationId", "seq", "senderId"));
        return collections
                .messages()
                .find(Filters.or(stretches.stream().map(MongoMessageStore::sent).toList()), senderAlone)
                .map(found -> new Sender(
                        found.get("conversationId", UUID.class),
                        found.getLong("seq"),
                        found.get("senderId", UUID.class)))
                .collect()
                .asList();
    }

    private static Bson sent(Stretch stretch) {
        return Filters.and(
                Filters.gte("_id", MongoMessages.key(stretch.conversationId(), stretch.fromSeq())),
                Filters.lte("_id", MongoMessages.key(stretch.conversationId(), stretch.toSeq())),
                Filters.eq("state", Message.State.LIVE.name()),
                Filters.ne("senderId", null));
    }

    private static Bson filter(MessageKey key) {
        return switch (key) {
            case MessageKey.ById byId ->
                Filters.and(Filters.eq("conversationId", byId.conversationId()), Filters.eq("id", byId.id()));
            case MessageKey.BySeq bySeq -> Filters.eq("_id", MongoMessages.key(bySeq.conversationId(), bySeq.seq()));
        };
    }

    private static Stream<MessageKey> names(StoredMessage stored) {
        UUID conversation = stored.message().conversationId();
        return Stream.of(
                new MessageKey.ById(conversation, stored.message().id()),
                new MessageKey.BySeq(conversation, stored.seq()));
    }

    @Override
    public Uni<Void> write(Batch batch) {
        return collections
                .indexes()
                .chain(() -> insert(batch.messages()))
                .chain(() -> change(batch.changed()))
                .chain(() -> update(batch.conversations()))
                .onFailure(MongoException.class)
                .transform(MongoMessageStore::explain);
    }

    private Uni<Void> insert(List<StoredMessage> messages) {
        List<Document> documents =
                messages.stream().map(MongoMessages::document).toList();
        return documents.isEmpty()
                ? Uni.createFrom().voidItem()
                : collections
                        .messages()
                        .insertMany(documents, new InsertManyOptions().ordered(true))
                        .replaceWithVoid();
    }

    private Uni<Void> change(Collection<StoredMessage> changed) {
        List<UpdateOneModel<Document>> updates = changed.stream()
                .map(stored -> new UpdateOneModel<Document>(
                        Filters.and(
                                Filters.eq(
                                        "_id",
                                        MongoMessages.key(stored.message().conversationId(), stored.seq())),
                                Filters.lt("rev", stored.rev())),
                        MongoMessages.changes(stored)))
                .toList();
        return updates.isEmpty()
                ? Uni.createFrom().voidItem()
                : collections
                        .messages()
                        .bulkWrite(updates, new BulkWriteOptions().ordered(false))
                        .invoke(result -> refuseStale(result, updates.size()))
                        .replaceWithVoid();
    }

    private Uni<Void> update(Collection<Conversation> conversations) {
        List<UpdateOneModel<Document>> updates = conversations.stream()
                .map(c -> c.isMoreThanGrown() ? whole(c) : grown(c))
                .toList();
        return updates.isEmpty()
                ? Uni.createFrom().voidItem()
                : collections
                        .conversations()
                        .bulkWrite(updates, new BulkWriteOptions().ordered(false))
                        .invoke(result -> refuseStale(result, updates.size()))
                        .replaceWithVoid();
    }

    private static void refuseStale(BulkWriteResult result, int expected) {
        if (result.getMatchedCount() + result.getUpserts().size() != expected) {
            throw new Conflict("a conversation or a message has moved on");
        }
    }

    /** By the key alone: a second condition would double its cost. */
    private static UpdateOneModel<Document> grown(Conversation conversation) {
        Conversation.Row row = conversation.row();
        List<Bson> changes = new ArrayList<>(List.of(
                Updates.max("headSeq", row.headSeq()),
                Updates.max("rev", row.rev()),
                Updates.max("headRev", row.headRev()),
                Updates.max("updatedAt", Date.from(row.updatedAt()))));
        noteNews(conversation, changes);
        for (Member member : conversation.changedMembers()) {
            String field = MongoDocuments.memberField(member.accountId());
            changes.add(Updates.max(field + ".readSeq", member.readSeq()));
            changes.add(Updates.max(field + ".receivedSeq", member.receivedSeq()));
            Member.Left left = member.left();
            if (left != null) {
                changes.add(Updates.max(field + ".leftRev", left.rev()));
            }
        }
        return new UpdateOneModel<>(Filters.eq("_id", row.id()), Updates.combine(changes));
    }

    private static UpdateOneModel<Document> whole(Conversation conversation) {
        Conversation.Row row = conversation.row();
        List<Member> changed = conversation.changedMembers();
        List<Bson> changes = new ArrayList<>(List.of(
                Updates.set("kind", row.kind().name()),
                Updates.set("groupId", row.groupId()),
                Updates.set("name", row.name()),
                Updates.set("writable", row.writable()),
                Updates.set("timerSeconds", row.timerSeconds()),
                Updates.set("version", row.version()),
                Updates.set("headSeq", row.headSeq()),
                Updates.set("rev", row.rev()),
                Updates.set("headRev", row.headRev()),
                Updates.set("updatedAt", Date.from(row.updatedAt())),
                Updates.addEachToSet(
                        "memberIds", changed.stream().map(Member::accountId).toList())));
        noteNews(conversation, changes);
        for (Member member : changed) {
            String field = MongoDocuments.memberField(member.accountId());
            MongoDocuments.member(member).forEach((name, value) -> changes.add(Updates.set(field + "." + name, value)));
        }
        Bson older = Filters.and(Filters.eq("_id", row.id()), Filters.lt("rev", row.rev()));
        return new UpdateOneModel<>(older, Updates.combine(changes), new UpdateOptions().upsert(true));
    }

    /** By the store's own clock, which {@code since} is compared with. */
    private static void noteNews(Conversation conversation, List<Bson> changes) {
        if (conversation.hasNews()) {
            changes.add(Updates.currentDate("changedAt"));
        }
        if (conversation.hasNews() || conversation.changedMembers().stream().anyMatch(conversation::hasNewsFor)) {
            changes.add(Updates.currentDate("touchedAt"));
        }
        conversation.changedMembers().stream()
                .filter(conversation::hasNewsFor)
                .forEach(member -> changes.add(
                        Updates.currentDate(MongoDocuments.memberField(member.accountId()) + ".changedAt")));
    }

    private static Throwable explain(Throwable failure) {
        if (!(failure instanceof MongoBulkWriteException bulk)) {
            return failure;
        }
        if (bulk.getWriteErrors().isEmpty()) {
            return new IOException("written, but not with the majority yet", bulk);
        }
        boolean taken = bulk.getWriteErrors().stream().anyMatch(e -> e.getCode() == DUPLICATE_KEY);
        return taken ? new Conflict("a seq, an id or a conversation is taken") : bulk;
    }
}
