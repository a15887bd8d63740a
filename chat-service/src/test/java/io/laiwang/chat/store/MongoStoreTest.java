package io.laiwang.chat.store;

import io.laiwang.chat.sealed.SealedStoreContract;
import io.laiwang.chat.sealed.sweep.SweeperContract;
import io.laiwang.testing.MongodRequired;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class MongoStoreTest
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
        MongodRequired.orSkip("the stores of conversations on MongoDB");
        server = new MongodServer(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public StoreServer server() {
        return server;
    }
}
