package io.laiwang.media.blob;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.CopyOptions;
import io.vertx.core.file.FileSystemException;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.file.AsyncFile;
import io.vertx.mutiny.core.file.FileSystem;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Bytes as files of one folder, for one machine: {@code kept/ff/<id>} and {@code derived/ff/<id>/<name>}, spread over
 * 256 folders by the random end of the id. A file gets its name when all of it is on the disk.
 */
final class FileBlobs implements BlobStore {
    private static final int PIECE = 32 * 1024;

    private final FileSystem files;
    private final Path folder;

    FileBlobs(Vertx vertx, Path folder) {
        this.files = vertx.fileSystem();
        this.folder = folder.toAbsolutePath();
    }

    @Override
    public Uni<Void> write(BlobName name, Multi<ByteBuffer> bytes) {
        Path target = path(name);
        String incoming = folder.resolve("incoming").toString();
        return files.mkdirs(incoming)
                .chain(() -> files.mkdirs(target.resolveSibling("").toString()))
                .chain(() -> files.createTempFile(incoming, "blob-", "", "rw-------"))
                .chain(file -> fill(file, bytes)
                        .chain(() -> files.move(
                                file,
                                target.toString(),
                                new CopyOptions().setReplaceExisting(true).setAtomicMove(true)))
                        .onFailure()
                        .call(() -> deleteFile(file))
                        .onCancellation()
                        .call(() -> deleteFile(file)));
    }

    private Uni<Void> fill(String path, Multi<ByteBuffer> bytes) {
        return files.open(path, new OpenOptions().setCreate(false)).chain(file -> bytes.onItem()
                .transformToUniAndConcatenate(piece -> file.write(Buffer.buffer(Pieces.array(piece))))
                .collect()
                .last()
                .chain(file::flush)
                .onTermination()
                .call(file::close));
    }

    @Override
    public Multi<ByteBuffer> read(BlobName name, long from, long length) {
        return files.open(
                        path(name).toString(),
                        new OpenOptions().setCreate(false).setWrite(false))
                .onFailure(FileBlobs::isMissing)
                .transform(missing -> new NoSuchBlob(name))
                .onItem()
                .transformToMulti(file -> pieces(file, from, length));
    }

    private static Multi<ByteBuffer> pieces(AsyncFile file, long from, long length) {
        file.setReadBufferSize(PIECE).setReadPos(from).setReadLength(length);
        return file.toMulti()
                .map(piece -> ByteBuffer.wrap(piece.getBytes()))
                .onTermination()
                .call(file::close);
    }

    @Override
    public Uni<OptionalLong> size(BlobName name) {
        return files.props(path(name).toString())
                .map(found -> OptionalLong.of(found.size()))
                .onFailure(FileBlobs::isMissing)
                .recoverWithItem(OptionalLong.empty());
    }

    @Override
    public Uni<Void> delete(BlobName name) {
        return deleteFile(path(name).toString());
    }

    @Override
    public Uni<Void> erase(UUID mediumId) {
        return deleteFile(path(BlobName.of(mediumId)).toString())
                .chain(() -> files.deleteRecursive(derived(mediumId).toString())
                        .onFailure(FileBlobs::isMissing)
                        .recoverWithNull());
    }

    private Uni<Void> deleteFile(String path) {
        return files.delete(path).onFailure(FileBlobs::isMissing).recoverWithNull();
    }

    private Path path(BlobName name) {
        return name.isDerived() ? derived(name.mediumId()).resolve(name.derived()) : spread("kept", name.mediumId());
    }

    private Path derived(UUID mediumId) {
        return spread("derived", mediumId);
    }

    private Path spread(String kind, UUID id) {
        String name = id.toString();
        return folder.resolve(kind).resolve(name.substring(name.length() - 2)).resolve(name);
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof FileSystemException && failure.getCause() instanceof NoSuchFileException;
    }
}
