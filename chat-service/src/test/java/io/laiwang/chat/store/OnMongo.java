package io.laiwang.chat.store;

import io.laiwang.testing.MongodRequired;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A server for the tests of a class. */
public abstract class OnMongo {
    @TempDir
    static Path folder;

    private static StoreServer server;

    @BeforeAll
    static void start() throws Exception {
        MongodRequired.orSkip("conversations on MongoDB");
        server = new MongodServer(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    public StoreServer server() {
        return server;
    }
}
