package io.laiwang.chat.store;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses the adapter by configuration. */
@Singleton
class Stores {
    @Produces
    @Singleton
    MessageStore messages(Pool pool) {
        return new PgMessageStore(pool);
    }

    @Produces
    @Singleton
    HistoryStore history(Pool pool) {
        return new PgHistoryStore(pool);
    }
}
