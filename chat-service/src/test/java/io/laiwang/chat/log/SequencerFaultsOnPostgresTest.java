package io.laiwang.chat.log;

import io.laiwang.chat.store.PgServer;
import io.laiwang.chat.store.StoreServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class SequencerFaultsOnPostgresTest implements SequencerFaultContract {
    @TempDir
    static Path folder;

    private static StoreServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new PgServer(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    public StoreServer server() {
        return server;
    }
}
