package io.laiwang.chat.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Member;
import io.laiwang.contracts.Message;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    public Uni<Map<MessageKey, Message>> messages(Collection<MessageKey> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Map<UUID, List<UUID>> byConversation = keys.stream()
                .collect(Collectors.groupingBy(
                        MessageKey::conversationId, Collectors.mapping(MessageKey::id, Collectors.toList())));
        List<Bson> any = byConversation.entrySet().stream()
                .map(e -> Filters.and(Filters.eq("conversationId", e.getKey()), Filters.in("id", e.getValue())))
                .toList();
        return collections
                .messages()
                .find(Filters.or(any))
                .map(MongoDocuments::message)
                .collect()
                .asMap(message -> new MessageKey(message.conversationId(), message.id()), Function.identity());
    }

    @Override
    public Uni<Void> write(Batch batch) {
        return collections
                .indexes()
                .chain(() -> insert(batch.messages()))
                .chain(() -> burn(batch.burned()))
                .chain(() -> update(batch.conversations()))
                .onFailure(MongoException.class)
                .transform(MongoMessageStore::explain);
    }

    private Uni<Void> insert(List<Message> messages) {
        List<Document> documents =
                messages.stream().map(MongoDocuments::message).toList();
        return documents.isEmpty()
                ? Uni.createFrom().voidItem()
                : collections
                        .messages()
                        .insertMany(documents, new InsertManyOptions().ordered(true))
                        .replaceWithVoid();
    }

    private Uni<Void> burn(List<Tombstone> burned) {
        List<UpdateOneModel<Document>> updates =
                burned.stream().map(MongoMessageStore::tombstone).toList();
        return updates.isEmpty()
                ? Uni.createFrom().voidItem()
                : collections
                        .messages()
                        .bulkWrite(updates, new BulkWriteOptions().ordered(true))
                        .replaceWithVoid();
    }

    private static UpdateOneModel<Document> tombstone(Tombstone burned) {
        Bson older = Filters.and(
                Filters.eq("_id", MongoDocuments.messageKey(burned.conversationId(), burned.seq())),
                Filters.lt("rev", burned.rev()));
        return new UpdateOneModel<>(
                older,
                Updates.combine(
                        Updates.set("content", null),
                        Updates.set("replyTo", null),
                        Updates.set("mentions", List.of()),
                        Updates.set("editedAt", null),
                        Updates.set("state", Message.State.BURNED.name()),
                        Updates.set("rev", burned.rev())));
    }

    private Uni<Void> update(Collection<Conversation> conversations) {
        List<UpdateOneModel<Document>> updates = conversations.stream()
                .map(c -> c.isMembershipChanged() ? membership(c) : marks(c))
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
            throw new Conflict("a conversation has moved on");
        }
    }

    /** By the key alone: a second condition would double its cost. */
    private static UpdateOneModel<Document> marks(Conversation conversation) {
        Conversation.Row row = conversation.row();
        List<Bson> changes = new ArrayList<>(List.of(
                Updates.max("headSeq", row.headSeq()),
                Updates.max("rev", row.rev()),
                Updates.max("updatedAt", Date.from(row.updatedAt())),
                Updates.currentDate("changedAt")));
        for (Member member : conversation.changedMembers()) {
            String field = MongoDocuments.memberField(member.accountId());
            changes.add(Updates.max(field + ".readSeq", member.readSeq()));
            changes.add(Updates.max(field + ".receivedSeq", member.receivedSeq()));
        }
        return new UpdateOneModel<>(Filters.eq("_id", row.id()), Updates.combine(changes));
    }

    private static UpdateOneModel<Document> membership(Conversation conversation) {
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
                Updates.set("updatedAt", Date.from(row.updatedAt())),
                Updates.addEachToSet(
                        "memberIds", changed.stream().map(Member::accountId).toList()),
                Updates.currentDate("changedAt")));
        for (Member member : changed) {
            changes.add(Updates.set(MongoDocuments.memberField(member.accountId()), MongoDocuments.member(member)));
        }
        Bson older = Filters.and(Filters.eq("_id", row.id()), Filters.lt("rev", row.rev()));
        return new UpdateOneModel<>(older, Updates.combine(changes), new UpdateOptions().upsert(true));
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
