package io.laiwang.chat.store;

import io.laiwang.chat.sealed.PgSealedStore;
import io.laiwang.chat.sealed.SealedStore;
import io.laiwang.chat.search.PgSearchStore;
import io.laiwang.chat.search.SearchStore;
import io.laiwang.stack.postgres.PostgresServer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/** PostgreSQL with this service's schema. */
public final class PgServer implements StoreServer {
    private static final String PASSWORD = "secret";

    private final Path folder;
    private final Vertx vertx = Vertx.vertx();
    private PostgresServer server;
    private Pool pool;

    public PgServer(Path folder) throws Exception {
        this.folder = folder;
        startAgain();
    }

    @Override
    public MessageStore messages(Faults faults) {
        return faults.in(MessageStore.class, new PgMessageStore(pool));
    }

    @Override
    public HistoryStore history() {
        return new PgHistoryStore(pool);
    }

    @Override
    public SearchStore search() {
        return new PgSearchStore(pool);
    }

    @Override
    public SealedStore sealed() {
        return new PgSealedStore(pool);
    }

    @Override
    public void kill9() {
        server.process().process().orElseThrow().destroyForcibly();
    }

    @Override
    public void startAgain() throws Exception {
        if (server != null) {
            close(pool, server);
        }
        Map<String, String> passwords =
                PostgresServer.DATABASES.stream().collect(Collectors.toMap(d -> d, d -> PASSWORD));
        server = PostgresServer.start(folder.resolve("data"), folder.resolve("postgresql.log"), passwords);
        String user = PostgresServer.databaseName("chat");
        Flyway.configure()
                .dataSource("jdbc:" + server.url("chat"), user, PASSWORD)
                .load()
                .migrate();
        PgConnectOptions options =
                PgConnectOptions.fromUri(server.url("chat")).setUser(user).setPassword(PASSWORD);
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(8))
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    @Override
    public void close() throws IOException {
        close(pool, server);
        vertx.closeAndAwait();
    }

    private static void close(Pool pool, PostgresServer server) throws IOException {
        pool.closeAndAwait();
        server.close();
    }
}
