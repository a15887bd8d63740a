package io.laiwang.media.medium;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;

/** A document a medium, and one a share, keyed by all that it says, so that telling it twice makes one. */
final class MongoMediaStore implements MediaStore {
    private static final int NEWEST = 100;

    private final ReactiveMongoCollection<Document> media;
    private final ReactiveMongoCollection<Document> shares;
    private final Uni<Void> index;
    private final Clock clock;

    MongoMediaStore(ReactiveMongoDatabase database, Clock clock) {
        this.clock = clock;
        this.media = database.getCollection("media");
        this.shares = database.getCollection("shares");
        this.index = shares.createIndex(
                        Indexes.compoundIndex(Indexes.ascending("_id.mediaId"), Indexes.descending("sharedAt")),
                        new IndexOptions())
                .chain(() -> media.createIndex(Indexes.ascending("ownerId", "_id"), new IndexOptions()))
                .replaceWithVoid()
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .indefinitely()
                .memoize()
                .indefinitely();
    }

    @Override
    public Uni<Void> add(Medium medium) {
        return media.insertOne(new Document("_id", medium.id())
                        .append("ownerId", medium.ownerId())
                        .append("contentType", medium.contentType())
                        .append("size", medium.size())
                        .append("width", medium.width())
                        .append("height", medium.height())
                        .append("sha256", medium.sha256())
                        .append("createdAt", clock.instant()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Medium>> find(UUID id) {
        return media.find(Filters.eq("_id", id))
                .map(MongoMediaStore::medium)
                .collect()
                .first()
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<Void> delete(UUID id) {
        return media.deleteOne(Filters.eq("_id", id)).replaceWithVoid();
    }

    @Override
    public Uni<List<Medium>> owned(UUID ownerId, UUID after, int limit) {
        FindOptions ascending = new FindOptions().sort(Sorts.ascending("_id")).limit(limit);
        return index.chain(
                () -> media.find(Filters.and(Filters.eq("ownerId", ownerId), Filters.gt("_id", after)), ascending)
                        .map(MongoMediaStore::medium)
                        .collect()
                        .asList());
    }

    @Override
    public Uni<Void> share(UUID mediaId, Share share) {
        Document key = new Document("mediaId", mediaId)
                .append("conversationId", share.conversationId())
                .append("seq", share.seq());
        return index.chain(() -> shares.updateOne(
                        Filters.eq("_id", key),
                        Updates.setOnInsert("sharedAt", clock.instant()),
                        new UpdateOptions().upsert(true)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Share>> shares(UUID mediaId) {
        FindOptions newest =
                new FindOptions().sort(Sorts.descending("sharedAt")).limit(NEWEST);
        return shares.find(Filters.eq("_id.mediaId", mediaId), newest)
                .map(MongoMediaStore::share)
                .collect()
                .asList();
    }

    private static Share share(Document document) {
        Document key = document.get("_id", Document.class);
        return new Share(key.get("conversationId", UUID.class), key.getLong("seq"));
    }

    private static Medium medium(Document document) {
        return new Medium(
                document.get("_id", UUID.class),
                document.get("ownerId", UUID.class),
                document.getString("contentType"),
                document.getLong("size"),
                document.getInteger("width"),
                document.getInteger("height"),
                document.getString("sha256"));
    }
}
