package io.laiwang.chat.store;

import io.laiwang.chat.sealed.SealedStoreContract;
import io.laiwang.chat.sealed.sweep.SweeperContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class PgStoreTest
        implements MessageStoreContract,
                HistoryStoreContract,
                SearchStoreContract,
                SealedStoreContract,
                SweeperContract {
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
