package io.laiwang.media.medium;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A document a medium. */
final class MongoMediaStore implements MediaStore {
    /** Those of the first version have no state. */
    private static final Bson KEPT = nin("state", "incoming", "gone");

    private final ReactiveMongoCollection<Document> media;
    private final ReactiveMongoCollection<Document> leases;
    private final Uni<Void> indexes;
    private final Clock clock;

    MongoMediaStore(ReactiveMongoDatabase database, Clock clock) {
        this.clock = clock;
        this.media = database.getCollection("media");
        this.leases = database.getCollection("leases");
        this.indexes = MongoIndexes.ensured(
                media,
                Indexes.ascending("ownerId", "_id"),
                Indexes.ascending("ownerId", "state", "size"),
                Indexes.ascending("dueAt"));
    }

    @Override
    public Uni<Void> reserve(Medium medium, Instant due) {
        Document document = new Document("_id", medium.id())
                .append("ownerId", medium.ownerId())
                .append("createdAt", clock.instant())
                .append("state", "incoming");
        document.putAll(values(medium, due));
        return indexes.chain(() -> media.insertOne(document)).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> keep(Medium medium, Instant due) {
        List<Bson> changes = new ArrayList<>(List.of(set("state", "kept")));
        values(medium, due).forEach((name, value) -> changes.add(set(name, value)));
        Bson incoming = and(eq("_id", medium.id()), eq("ownerId", medium.ownerId()), eq("state", "incoming"));
        return update(incoming, combine(changes));
    }

    @Override
    public Uni<Optional<Medium>> find(UUID id) {
        return media.find(and(eq("_id", id), KEPT))
                .map(MongoMediaStore::medium)
                .collect()
                .first()
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<List<Medium>> owned(UUID ownerId, UUID after, int limit) {
        FindOptions ascending = new FindOptions().sort(Sorts.ascending("_id")).limit(limit);
        return media.find(and(eq("ownerId", ownerId), gt("_id", after), KEPT), ascending)
                .map(MongoMediaStore::medium)
                .collect()
                .asList();
    }

    @Override
    public Uni<Long> used(UUID ownerId) {
        List<Bson> sum = List.of(
                Aggregates.match(and(eq("ownerId", ownerId), ne("state", "gone"))),
                Aggregates.group(null, Accumulators.sum("used", "$size")));
        return media.aggregate(sum)
                .map(document -> document.getLong("used"))
                .collect()
                .first()
                .map(used -> used == null ? 0L : used);
    }

    @Override
    public Uni<Void> postpone(UUID id, Instant due) {
        return update(and(eq("_id", id), KEPT, lt("dueAt", due)), set("dueAt", due))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> setDue(UUID id, Optional<Instant> due) {
        Bson change = due.map(at -> set("dueAt", at)).orElseGet(() -> unset("dueAt"));
        return update(and(eq("_id", id), KEPT), change).replaceWithVoid();
    }

    @Override
    public Uni<List<Due>> due(Instant now, int limit) {
        FindOptions oldest = new FindOptions().sort(Sorts.ascending("dueAt")).limit(limit);
        return indexes.onItem()
                .transformToMulti(done -> media.find(lte("dueAt", now), oldest))
                .map(document -> new Due(document.get("_id", UUID.class), "kept".equals(document.getString("state"))))
                .collect()
                .asList();
    }

    @Override
    public Uni<Boolean> bury(UUID id, Instant now) {
        return update(eq("_id", id), gone(now));
    }

    @Override
    public Uni<Boolean> buryDue(UUID id, Instant now) {
        return update(and(eq("_id", id), lte("dueAt", now)), gone(now));
    }

    @Override
    public Uni<Void> buryAllOf(UUID ownerId, Instant now) {
        return media.updateMany(eq("ownerId", ownerId), gone(now)).replaceWithVoid();
    }

    @Override
    public Uni<Void> delete(UUID id) {
        return media.deleteOne(eq("_id", id)).replaceWithVoid();
    }

    /** A lease that another one has is no match, so its insert meets it. */
    @Override
    public Uni<Boolean> lease(String name, UUID holder, Instant now, Instant until) {
        Bson free = and(eq("_id", name), or(eq("holder", holder), lte("until", now)));
        return leases.updateOne(
                        free, combine(set("holder", holder), set("until", until)), new UpdateOptions().upsert(true))
                .map(done -> true)
                .onFailure(MongoMediaStore::isTaken)
                .recoverWithItem(false);
    }

    static boolean isTaken(Throwable failure) {
        return failure instanceof MongoWriteException write
                && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    private Uni<Boolean> update(Bson filter, Bson change) {
        return media.updateOne(filter, change).map(done -> done.getMatchedCount() > 0);
    }

    private static Bson gone(Instant now) {
        return combine(set("state", "gone"), set("dueAt", now));
    }

    private static Document values(Medium medium, Instant due) {
        return new Document("contentType", medium.contentType())
                .append("size", medium.size())
                .append("width", medium.width())
                .append("height", medium.height())
                .append("durationMs", medium.durationMs())
                .append("sha256", medium.sha256())
                .append("dueAt", due);
    }

    private static Medium medium(Document document) {
        return new Medium(
                document.get("_id", UUID.class),
                document.get("ownerId", UUID.class),
                document.getString("contentType"),
                document.getLong("size"),
                document.getInteger("width"),
                document.getInteger("height"),
                document.getLong("durationMs"),
                document.getString("sha256"));
    }
}
