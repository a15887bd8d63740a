package io.laiwang.media.blob;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.file.FileSystem;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Files on this machine for what is received, while it is checked and cleaned. Nothing here blocks. */
@Singleton
public class Scratch {
    private final FileSystem files;
    private final Path folder;

    Scratch(Vertx vertx, @ConfigProperty(name = "laiwang.media.dir") Path folder) {
        this.files = vertx.fileSystem();
        this.folder = folder.toAbsolutePath().resolve("incoming");
    }

    /** Does something with a new file, which is deleted then. */
    public <T> Uni<T> with(Function<Path, Uni<T>> use) {
        return files.mkdirs(folder.toString())
                .chain(() -> files.createTempFile(folder.toString(), "received-", "", "rw-------"))
                .chain(file -> use.apply(Path.of(file))
                        .onTermination()
                        .call(() -> files.delete(file).onFailure().recoverWithNull()));
    }

    public Uni<Void> write(Path file, Multi<ByteBuffer> bytes) {
        return files.open(file.toString(), new OpenOptions().setCreate(false)).chain(open -> bytes.onItem()
                .transformToUniAndConcatenate(piece -> open.write(Buffer.buffer(Pieces.array(piece))))
                .collect()
                .last()
                .replaceWithVoid()
                .onTermination()
                .call(open::close));
    }

    public Multi<ByteBuffer> read(Path file) {
        return files.open(file.toString(), new OpenOptions().setCreate(false).setWrite(false))
                .onItem()
                .transformToMulti(open -> open.setReadBufferSize(32 * 1024)
                        .toMulti()
                        .onTermination()
                        .call(open::close))
                .map(piece -> ByteBuffer.wrap(piece.getBytes()));
    }
}
