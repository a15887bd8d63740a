package io.laiwang.media.medium;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** A document a share, keyed by all that it says, so that telling it twice makes one; likewise the others. */
final class MongoReferenceStore implements ReferenceStore {
    private static final int NEWEST = 100;

    private final ReactiveMongoCollection<Document> shares;
    private final ReactiveMongoCollection<Document> references;
    private final Uni<Void> shareIndex;
    private final Uni<Void> referenceIndex;
    private final Clock clock;

    MongoReferenceStore(ReactiveMongoDatabase database, Clock clock) {
        this.clock = clock;
        this.shares = database.getCollection("shares");
        this.references = database.getCollection("references");
        this.shareIndex = MongoIndexes.ensured(
                shares, Indexes.compoundIndex(Indexes.ascending("_id.mediaId"), Indexes.descending("sharedAt")));
        this.referenceIndex = MongoIndexes.ensured(references, Indexes.ascending("mediaId"));
    }

    @Override
    public Uni<Void> share(UUID mediaId, Share share) {
        return upsert(mediaId, share, Updates.setOnInsert("sharedAt", clock.instant()));
    }

    @Override
    public Uni<Void> withdraw(UUID mediaId, Share share) {
        return upsert(
                mediaId,
                share,
                Updates.combine(Updates.setOnInsert("sharedAt", clock.instant()), Updates.set("withdrawn", true)));
    }

    private Uni<Void> upsert(UUID mediaId, Share share, Bson change) {
        Document key = new Document("mediaId", mediaId)
                .append("conversationId", share.conversationId())
                .append("seq", share.seq());
        return shareIndex
                .chain(() -> shares.updateOne(eq("_id", key), change, new UpdateOptions().upsert(true)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Share>> shares(UUID mediaId) {
        return shares(mediaId, NEWEST);
    }

    private Uni<List<Share>> shares(UUID mediaId, int limit) {
        FindOptions newest =
                new FindOptions().sort(Sorts.descending("sharedAt")).limit(limit);
        return shares.find(and(eq("_id.mediaId", mediaId), ne("withdrawn", true)), newest)
                .map(MongoReferenceStore::share)
                .collect()
                .asList();
    }

    @Override
    public Uni<Optional<UUID>> refer(Kind kind, UUID referrer, UUID mediaId) {
        return referenceIndex
                .chain(() -> references.findOneAndUpdate(
                        eq("_id", key(kind, referrer)),
                        Updates.combine(Updates.set("mediaId", mediaId), Updates.set("kind", kind.name())),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.BEFORE)))
                .map(MongoReferenceStore::mediaId);
    }

    @Override
    public Uni<Optional<UUID>> release(Kind kind, UUID referrer) {
        return references.findOneAndDelete(eq("_id", key(kind, referrer))).map(MongoReferenceStore::mediaId);
    }

    @Override
    public Uni<Optional<UUID>> referred(Kind kind, UUID referrer) {
        return references.find(eq("_id", key(kind, referrer))).collect().first().map(MongoReferenceStore::mediaId);
    }

    @Override
    public Uni<Boolean> isReferred(Kind kind, UUID mediaId) {
        return exists(and(eq("mediaId", mediaId), eq("kind", kind.name())));
    }

    @Override
    public Uni<Boolean> isReferred(UUID mediaId) {
        return isSharedOr(mediaId, eq("mediaId", mediaId));
    }

    @Override
    public Uni<Boolean> isReferredBeside(UUID mediaId, UUID referrer) {
        return isSharedOr(mediaId, and(eq("mediaId", mediaId), ne("_id.referrer", referrer)));
    }

    private Uni<Boolean> isSharedOr(UUID mediaId, Bson reference) {
        return shares(mediaId, 1)
                .chain(found ->
                        found.isEmpty() ? exists(reference) : Uni.createFrom().item(true));
    }

    private Uni<Boolean> exists(Bson filter) {
        return references
                .find(filter, new FindOptions().limit(1))
                .collect()
                .first()
                .map(found -> found != null);
    }

    private static Document key(Kind kind, UUID referrer) {
        return new Document("kind", kind.name()).append("referrer", referrer);
    }

    private static Optional<UUID> mediaId(@Nullable Document before) {
        return Optional.ofNullable(before).map(document -> document.get("mediaId", UUID.class));
    }

    private static Share share(Document document) {
        Document key = document.get("_id", Document.class);
        return new Share(key.get("conversationId", UUID.class), key.getLong("seq"));
    }
}
