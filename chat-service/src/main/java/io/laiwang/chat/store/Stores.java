package io.laiwang.chat.store;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Chooses the adapters by configuration; of the other store not even the client is made. */
@Singleton
class Stores {
    private final StoreKind kind;
    private final Instance<Pool> postgres;
    private final Instance<ReactiveMongoClient> mongo;
    private final String mongoDatabase;

    Stores(
            @ConfigProperty(name = "laiwang.store") StoreKind kind,
            Instance<Pool> postgres,
            Instance<ReactiveMongoClient> mongo,
            @ConfigProperty(name = "quarkus.mongodb.database") String mongoDatabase) {
        this.kind = kind;
        this.postgres = postgres;
        this.mongo = mongo;
        this.mongoDatabase = mongoDatabase;
    }

    /** The values of {@code laiwang.store}. */
    enum StoreKind {
        POSTGRESQL,
        MONGODB
    }

    @Produces
    @Singleton
    MessageStore messages() {
        return switch (kind) {
            case POSTGRESQL -> new PgMessageStore(postgres.get());
            case MONGODB -> new MongoMessageStore(mongo());
        };
    }

    @Produces
    @Singleton
    HistoryStore history() {
        return switch (kind) {
            case POSTGRESQL -> new PgHistoryStore(postgres.get());
            case MONGODB -> new MongoHistoryStore(mongo());
        };
    }

    private ReactiveMongoDatabase mongo() {
        return mongo.get().getDatabase(mongoDatabase);
    }
}
