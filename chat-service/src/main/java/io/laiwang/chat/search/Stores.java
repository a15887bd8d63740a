package io.laiwang.chat.search;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Chooses the adapter by configuration, as the messages' stores are chosen. */
class Stores {
    private Stores() {}

    @Produces
    @Singleton
    static SearchStore store(
            @ConfigProperty(name = "laiwang.store") String kind,
            Instance<Pool> postgres,
            Instance<ReactiveMongoClient> mongo,
            @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        return kind.toLowerCase(Locale.ROOT).equals("mongodb")
                ? new MongoSearchStore(mongo.get().getDatabase(database))
                : new PgSearchStore(postgres.get());
    }
}
