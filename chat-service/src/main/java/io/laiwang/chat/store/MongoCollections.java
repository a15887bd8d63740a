package io.laiwang.chat.store;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The two collections, and the indexes that the order rests on: nothing is written before they are there. */
final class MongoCollections {
    static final Bson BY_SPEAKER = Indexes.ascending("conversationId", "speaker", "seq");
    static final Bson MENTIONS = Indexes.ascending("mentions", "conversationId", "seq");

    /** One entry a conversation: by member it would be one each, written anew with every message. */
    static final Bson TOUCHED = Indexes.ascending("_id", "touchedAt");

    static final WriteConcern DURABLE = WriteConcern.MAJORITY.withJournal(true);

    private final ReactiveMongoCollection<Document> messages;
    private final ReactiveMongoCollection<Document> conversations;
    private final Uni<Void> indexes;

    MongoCollections(ReactiveMongoDatabase database) {
        refuseWeak(database.unwrap());
        this.messages = database.getCollection("messages");
        this.conversations = database.getCollection("conversations");
        this.indexes = make().onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .indefinitely()
                .memoize()
                .indefinitely();
    }

    ReactiveMongoCollection<Document> messages() {
        return messages;
    }

    ReactiveMongoCollection<Document> conversations() {
        return conversations;
    }

    /** Made once; that they are there already is no error. */
    Uni<Void> indexes() {
        return indexes;
    }

    /** "Stored" means on disk and with the majority, and is read back so; a connection string may not soften that. */
    private static void refuseWeak(MongoDatabase database) {
        if (!DURABLE.equals(database.getWriteConcern()) || !ReadConcern.MAJORITY.equals(database.getReadConcern())) {
            throw new IllegalStateException(
                    "conversations need w=majority, journal=true and read concern majority, not "
                            + database.getWriteConcern() + " and " + database.getReadConcern());
        }
    }

    private Uni<Void> make() {
        IndexOptions unique = new IndexOptions().unique(true);
        IndexOptions found = new IndexOptions().partialFilterExpression(Filters.exists("terms"));
        return index(messages, Indexes.ascending("conversationId", "id"), unique)
                .chain(() -> index(messages, Indexes.ascending("conversationId", "rev"), unique))
                .chain(() -> index(conversations, Indexes.ascending("memberIds", "_id"), new IndexOptions()))
                .chain(() -> index(
                        messages,
                        Indexes.compoundIndex(Indexes.ascending("terms"), Indexes.descending("sentAt", "_id")),
                        found))
                .chain(() -> index(messages, BY_SPEAKER, new IndexOptions()))
                .chain(() -> index(
                        messages, MENTIONS, new IndexOptions().partialFilterExpression(Filters.exists("mentions"))))
                .chain(() -> index(conversations, Indexes.ascending("memberIds", "_id"), new IndexOptions()))
                .chain(() -> index(conversations, TOUCHED, new IndexOptions()));
    }

    private static Uni<Void> index(ReactiveMongoCollection<Document> collection, Bson keys, IndexOptions options) {
        return collection.createIndex(keys, options).replaceWithVoid();
    }
}
