package io.laiwang.media.medium;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Chooses the adapters by configuration; of the other store not even the client is made. */
@Singleton
class Stores {
    /** The values of {@code laiwang.store}. */
    enum StoreKind {
        POSTGRESQL,
        MONGODB
    }

    private final StoreKind kind;
    private final Instance<Pool> postgres;
    private final Instance<ReactiveMongoClient> mongo;
    private final String database;
    private final Clock clock;

    Stores(
            @ConfigProperty(name = "laiwang.store") StoreKind kind,
            Instance<Pool> postgres,
            Instance<ReactiveMongoClient> mongo,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Clock clock) {
        this.kind = kind;
        this.postgres = postgres;
        this.mongo = mongo;
        this.database = database;
        this.clock = clock;
    }

    @Produces
    @Singleton
    MediaStore media() {
        return switch (kind) {
            case POSTGRESQL -> new PgMediaStore(postgres.get());
            case MONGODB -> new MongoMediaStore(mongo.get().getDatabase(database), clock);
        };
    }

    @Produces
    @Singleton
    ReferenceStore references() {
        return switch (kind) {
            case POSTGRESQL -> new PgReferenceStore(postgres.get());
            case MONGODB -> new MongoReferenceStore(mongo.get().getDatabase(database), clock);
        };
    }
}
