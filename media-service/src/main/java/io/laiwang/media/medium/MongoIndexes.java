package io.laiwang.media.medium;

import com.mongodb.client.model.IndexOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Makes an index before its first use, once; a store that is down is waited for. */
public final class MongoIndexes {
    private MongoIndexes() {}

    public static Uni<Void> ensured(ReactiveMongoCollection<Document> collection, Bson... keys) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Bson key : keys) {
            all = all.chain(() -> collection.createIndex(key, new IndexOptions()))
                    .replaceWithVoid();
        }
        return all.onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .indefinitely()
                .memoize()
                .indefinitely();
    }
}
