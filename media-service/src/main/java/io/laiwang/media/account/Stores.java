package io.laiwang.media.account;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Chooses the adapter by configuration; of the other store not even the client is made. */
@Singleton
class Stores {
    /** The values of {@code laiwang.store}. */
    enum StoreKind {
        POSTGRESQL,
        MONGODB
    }

    @Produces
    @Singleton
    AvatarStore avatars(
            @ConfigProperty(name = "laiwang.store") StoreKind kind,
            Instance<Pool> postgres,
            Instance<ReactiveMongoClient> mongo,
            @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        return switch (kind) {
            case POSTGRESQL -> new PgAvatarStore(postgres.get());
            case MONGODB -> new MongoAvatarStore(mongo.get().getDatabase(database));
        };
    }
}
