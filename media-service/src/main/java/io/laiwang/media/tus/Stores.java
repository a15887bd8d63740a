package io.laiwang.media.tus;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Chooses the adapter by configuration. */
@Singleton
class Stores {
    /** The values of {@code laiwang.store}. */
    enum StoreKind {
        POSTGRESQL,
        MONGODB
    }

    @Produces
    @Singleton
    UploadStore uploads(
            @ConfigProperty(name = "laiwang.store") StoreKind kind,
            Instance<Pool> postgres,
            Instance<ReactiveMongoClient> mongo,
            @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        return switch (kind) {
            case POSTGRESQL -> new PgUploadStore(postgres.get());
            case MONGODB -> new MongoUploadStore(mongo.get().getDatabase(database));
        };
    }
}
