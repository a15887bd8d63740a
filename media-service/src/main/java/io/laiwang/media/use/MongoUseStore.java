package io.laiwang.media.use;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;

final class MongoUseStore implements UseStore {
    private static final int DUPLICATE_KEY = 11_000;

    private final ReactiveMongoCollection<Document> uses;

    MongoUseStore(ReactiveMongoDatabase database) {
        this.uses = database.getCollection("uses");
    }

    /** The filter finds the use of this very message; where the medium has another, inserting one is a duplicate. */
    @Override
    public Uni<Use> take(Use wanted) {
        return uses.findOneAndUpdate(
                        Filters.and(
                                Filters.eq("_id", wanted.mediumId()),
                                Filters.eq("conversationId", wanted.conversationId()),
                                Filters.eq("messageId", wanted.messageId())),
                        Updates.max("sealed", wanted.sealed()),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER))
                .map(MongoUseStore::use)
                .onFailure(MongoUseStore::isTaken)
                .recoverWithUni(() -> find(wanted.mediumId()).map(found -> found.orElse(wanted)));
    }

    @Override
    public Uni<Optional<Use>> find(UUID mediumId) {
        return uses.find(Filters.eq("_id", mediumId))
                .map(MongoUseStore::use)
                .collect()
                .first()
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<Optional<Use>> unseal(UUID mediumId, UUID conversationId) {
        return uses.findOneAndUpdate(
                        Filters.and(
                                Filters.eq("_id", mediumId),
                                Filters.eq("conversationId", conversationId),
                                Filters.eq("sealed", true)),
                        Updates.set("sealed", false))
                .map(before -> Optional.ofNullable(before).map(MongoUseStore::use));
    }

    @Override
    public Uni<Void> end(UUID mediumId) {
        return uses.deleteOne(Filters.eq("_id", mediumId)).replaceWithVoid();
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof MongoException mongo && mongo.getCode() == DUPLICATE_KEY;
    }

    private static Use use(Document document) {
        return new Use(
                document.get("_id", UUID.class),
                document.get("conversationId", UUID.class),
                document.get("messageId", UUID.class),
                document.getBoolean("sealed"));
    }
}
