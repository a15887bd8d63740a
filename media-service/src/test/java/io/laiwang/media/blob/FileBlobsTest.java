package io.laiwang.media.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobsTest extends BlobStoreContract {
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    Path folder;

    private FileBlobs blobs;

    @BeforeEach
    void open() {
        blobs = new FileBlobs(VERTX, folder);
    }

    @AfterAll
    static void close() {
        VERTX.closeAndAwait();
    }

    @Override
    BlobStore blobs() {
        return blobs;
    }

    @Test
    void leavesNoFileOfAWriteThatFailed() {
        keepsNothingOfAStreamThatFails();
        Awaitility.await().untilAsserted(() -> assertEquals(0, filesIn("incoming")));
    }

    private long filesIn(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.count();
        }
    }
}
