package io.laiwang.media.blob;

import io.smallrye.mutiny.Multi;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Files on this machine for what is received, while it is checked and cleaned. Making and deleting them blocks: not for
 * an event loop.
 */
@Singleton
public class Scratch {
    private final Vertx vertx;
    private final Path folder;

    Scratch(Vertx vertx, @ConfigProperty(name = "laiwang.media.dir") Path folder) {
        this.vertx = vertx;
        this.folder = folder.toAbsolutePath().resolve("incoming");
    }

    public Path newFile() {
        try {
            return Files.createTempFile(Files.createDirectories(folder), "upload-", null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Doesn't block. */
    public Multi<ByteBuffer> read(Path file) {
        return vertx.fileSystem()
                .open(file.toString(), new OpenOptions().setCreate(false).setWrite(false))
                .onItem()
                .transformToMulti(open -> open.setReadBufferSize(128 * 1024)
                        .toMulti()
                        .onTermination()
                        .call(open::close))
                .map(piece -> ByteBuffer.wrap(piece.getBytes()));
    }
}
