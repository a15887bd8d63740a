package io.laiwang.media.use;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Chooses the adapter by configuration, as that of the media's records is chosen. */
@Singleton
class Stores {
    @Produces
    @Singleton
    UseStore uses(
            @ConfigProperty(name = "laiwang.store") String kind,
            Instance<Pool> postgres,
            Instance<ReactiveMongoClient> mongo,
            @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        return kind.toLowerCase(Locale.ROOT).equals("mongodb")
                ? new MongoUseStore(mongo.get().getDatabase(database))
                : new PgUseStore(postgres.get());
    }
}
