package io.laiwang.chat.log;

import io.laiwang.chat.store.MongodServer;
import io.laiwang.chat.store.StoreServer;
import io.laiwang.testing.MongodRequired;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class SequencerFaultsOnMongoTest implements SequencerFaultContract {
    @TempDir
    static Path folder;

    private static StoreServer server;

    @BeforeAll
    static void start() throws Exception {
        MongodRequired.orSkip("faults of the sequencer on MongoDB");
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
