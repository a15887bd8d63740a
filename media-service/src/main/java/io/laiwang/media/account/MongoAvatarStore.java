package io.laiwang.media.account;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A document an account. */
final class MongoAvatarStore implements AvatarStore {
    private final ReactiveMongoCollection<Document> avatars;
    private final Uni<Void> index;

    MongoAvatarStore(ReactiveMongoDatabase database) {
        this.avatars = database.getCollection("avatars");
        this.index = avatars.createIndex(Indexes.ascending("mediaId"), new IndexOptions())
                .replaceWithVoid()
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .indefinitely()
                .memoize()
                .indefinitely();
    }

    /** Where the one that is there is newer, the upsert finds nothing to change and may not insert beside it. */
    @Override
    public Uni<Boolean> set(UUID accountId, @Nullable UUID mediaId, long version) {
        return index.chain(() -> avatars.updateOne(
                        Filters.and(Filters.eq("_id", accountId), Filters.lte("version", version)),
                        Updates.combine(Updates.set("mediaId", mediaId), Updates.set("version", version)),
                        new UpdateOptions().upsert(true)))
                .map(done -> true)
                .onFailure(MongoAvatarStore::isDuplicate)
                .recoverWithItem(false);
    }

    @Override
    public Uni<Void> forget(UUID accountId) {
        return avatars.deleteOne(Filters.eq("_id", accountId)).replaceWithVoid();
    }

    private static boolean isDuplicate(Throwable failure) {
        return failure instanceof MongoWriteException refused
                && ErrorCategory.fromErrorCode(refused.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }
}
