package io.laiwang.chat.sealed;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.laiwang.chat.sealed.key.Secret;
import io.laiwang.contracts.Json;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** A document a row, keyed by its three ids; every step names the version that it was decided on. */
public final class MongoSealedStore implements SealedStore {
    private static final int DUPLICATE_KEY = 11_000;
    private static final Bson STATE = Projections.include("state", "version");

    private final ReactiveMongoCollection<Document> rows;
    private final Uni<Void> indexes;

    public MongoSealedStore(ReactiveMongoDatabase database) {
        this.rows = database.getCollection("sealed");
        this.indexes = makeIndexes()
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .indefinitely()
                .memoize()
                .indefinitely();
    }

    private Uni<Void> makeIndexes() {
        IndexOptions known = new IndexOptions().unique(true).partialFilterExpression(Filters.exists("seq"));
        return rows.createIndex(Indexes.ascending("conversationId", "seq"), known)
                .chain(() -> rows.createIndex(Indexes.ascending("dueAt")))
                .chain(() -> rows.createIndex(Indexes.ascending("keyId"), new IndexOptions().sparse(true)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> add(Sealed state, @Nullable Secret secret) {
        Document row = new Document("_id", id(state.key()))
                .append("conversationId", state.key().conversationId())
                .append("state", json(state))
                .append("version", 1L)
                .append("dueAt", Date.from(state.dueAt()));
        Long seq = seq(state);
        if (seq != null) {
            row.append("seq", seq);
        }
        if (secret != null) {
            row.append("content", new Binary(secret.content()))
                    .append("wrappedKey", new Binary(secret.wrappedKey()))
                    .append("keyId", secret.keyId());
        }
        return indexes.chain(() -> rows.insertOne(row))
                .replaceWith(true)
                .onFailure(MongoSealedStore::isDuplicate)
                .recoverWithItem(false);
    }

    @Override
    public Uni<Optional<Row>> find(UUID conversationId, long seq) {
        Bson which = Filters.and(Filters.eq("conversationId", conversationId), Filters.eq("seq", seq));
        return rows.find(which).map(MongoSealedStore::row).collect().first().map(Optional::ofNullable);
    }

    @Override
    public Uni<List<Row>> find(Collection<SealedKey> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(List.of())
                : list(Filters.in("_id", ids(keys)), new FindOptions().projection(STATE));
    }

    @Override
    public Uni<List<Row>> bound(UUID conversationId, long afterSeq, int limit) {
        Bson which = Filters.and(
                Filters.eq("conversationId", conversationId), Filters.gt("seq", afterSeq), Filters.exists("content"));
        return list(
                which,
                new FindOptions().sort(Sorts.ascending("seq")).limit(limit).projection(STATE));
    }

    @Override
    public Uni<Set<SealedKey>> change(Collection<Change> changes) {
        List<WriteModel<Document>> writes =
                changes.stream().map(MongoSealedStore::write).toList();
        if (writes.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        Set<SealedKey> all = changes.stream().map(change -> change.next().key()).collect(Collectors.toSet());
        return rows.bulkWrite(writes, new BulkWriteOptions().ordered(false))
                .chain(result -> result.getMatchedCount() + result.getDeletedCount() == writes.size()
                        ? Uni.createFrom().item(all)
                        : changed(changes));
    }

    /** Some have moved on: those are told from the others by what is there now, which is compared as a whole. */
    private Uni<Set<SealedKey>> changed(Collection<Change> changes) {
        List<SealedKey> keys =
                changes.stream().map(change -> change.next().key()).toList();
        return find(keys).map(now -> {
            Set<Sealed> there = now.stream().map(Row::state).collect(Collectors.toSet());
            Set<SealedKey> left = now.stream().map(row -> row.state().key()).collect(Collectors.toSet());
            Set<SealedKey> done = new HashSet<>();
            for (Change change : changes) {
                Sealed stored = parsed(json(change.next()));
                if (isOver(change) ? !left.contains(stored.key()) : there.contains(stored)) {
                    done.add(stored.key());
                }
            }
            return done;
        });
    }

    @Override
    public Uni<List<Row>> lease(Instant dueBy, Instant now, Duration leasedFor, int limit) {
        Date moment = Date.from(now);
        Bson free = Filters.or(Filters.exists("leasedUntil", false), Filters.lte("leasedUntil", moment));
        Bson due = Filters.and(Filters.lte("dueAt", Date.from(dueBy)), free);
        String lease = UUID.randomUUID().toString();
        FindOptions oldest =
                new FindOptions().sort(Sorts.ascending("dueAt")).limit(limit).projection(Projections.include("_id"));
        return indexes.chain(() -> rows.find(due, oldest)
                        .map(found -> found.get("_id", Binary.class))
                        .collect()
                        .asList())
                .chain(ids ->
                        ids.isEmpty() ? Uni.createFrom().item(List.of()) : lease(ids, due, lease, now.plus(leasedFor)));
    }

    /** Of two that found the same row, the second finds it leased. */
    private Uni<List<Row>> lease(List<Binary> ids, Bson due, String lease, Instant until) {
        return rows.updateMany(
                        Filters.and(Filters.in("_id", ids), due),
                        Updates.combine(Updates.set("lease", lease), Updates.set("leasedUntil", Date.from(until))))
                .chain(() -> list(
                        Filters.and(Filters.in("_id", ids), Filters.eq("lease", lease)),
                        new FindOptions().projection(STATE)));
    }

    @Override
    public Uni<List<Row>> wrappedBy(Collection<String> keyIds, int limit) {
        return list(Filters.in("keyId", keyIds), new FindOptions().limit(limit));
    }

    @Override
    public Uni<Void> rewrap(Row row, Secret secret) {
        return rows.updateOne(
                        same(row.state().key(), row.version()),
                        Updates.combine(
                                Updates.set("wrappedKey", new Binary(secret.wrappedKey())),
                                Updates.set("keyId", secret.keyId())))
                .replaceWithVoid();
    }

    private static WriteModel<Document> write(Change change) {
        Bson same = same(change.next().key(), change.onVersion());
        if (isOver(change)) {
            return new DeleteOneModel<>(same);
        }
        List<Bson> updates = new ArrayList<>(List.of(
                Updates.set("state", json(change.next())),
                Updates.set("version", change.onVersion() + 1),
                Updates.set("dueAt", Date.from(change.next().dueAt())),
                Updates.unset("leasedUntil"),
                Updates.unset("lease")));
        Long seq = seq(change.next());
        if (seq != null) {
            updates.add(Updates.set("seq", seq));
        }
        if (change.next() instanceof Sealed.Burned) {
            List.of("content", "wrappedKey", "keyId").forEach(field -> updates.add(Updates.unset(field)));
        }
        return new UpdateOneModel<>(same, Updates.combine(updates));
    }

    private static Bson same(SealedKey key, long version) {
        return Filters.and(Filters.eq("_id", id(key)), Filters.eq("version", version));
    }

    private static boolean isOver(Change change) {
        return change.next() instanceof Sealed.Burned burned && burned.isOver();
    }

    private Uni<List<Row>> list(Bson which, FindOptions how) {
        return rows.find(which, how).map(MongoSealedStore::row).collect().asList();
    }

    private static Row row(Document document) {
        Binary content = document.get("content", Binary.class);
        Secret secret = content == null
                ? null
                : new Secret(
                        content.getData(),
                        Objects.requireNonNull(document.get("wrappedKey", Binary.class))
                                .getData(),
                        document.getString("keyId"));
        return new Row(parsed(document.getString("state")), document.getLong("version"), secret);
    }

    private static boolean isDuplicate(Throwable failure) {
        return failure instanceof com.mongodb.MongoWriteException write
                && write.getError().getCode() == DUPLICATE_KEY;
    }

    private static List<Binary> ids(Collection<SealedKey> keys) {
        return keys.stream().map(MongoSealedStore::id).toList();
    }

    private static Binary id(SealedKey key) {
        return new Binary(key.bytes());
    }

    private static @Nullable Long seq(Sealed state) {
        return switch (state) {
            case Sealed.Unbound _ -> null;
            case Sealed.Bound bound -> bound.seq();
            case Sealed.Burned burned -> burned.seq() == 0 ? null : burned.seq();
        };
    }

    private static Sealed parsed(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Sealed.class);
    }

    private static String json(Sealed state) {
        return new String(Json.bytes(state), StandardCharsets.UTF_8);
    }
}
