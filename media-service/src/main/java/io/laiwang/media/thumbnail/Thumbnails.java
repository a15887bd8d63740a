package io.laiwang.media.thumbnail;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.access.Readers;
import io.laiwang.media.blob.BlobBody;
import io.laiwang.media.blob.BlobName;
import io.laiwang.media.blob.BlobStore;
import io.laiwang.media.blob.NoSuchBlob;
import io.laiwang.media.blob.Pieces;
import io.laiwang.media.medium.Media;
import io.laiwang.media.medium.Medium;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Previews of pictures: made when the first asks, once however many ask at that time, and kept under their medium, with
 * which they are erased. Who may read the medium may see them, and nobody else.
 */
@Singleton
public class Thumbnails {
    private final Readers readers;
    private final Media media;
    private final BlobStore blobs;
    private final Workshop workshop;
    /** Being made; no more than the workshop takes. */
    private final ConcurrentHashMap<BlobName, Uni<byte[]>> making = new ConcurrentHashMap<>();

    Thumbnails(Readers readers, Media media, BlobStore blobs, Workshop workshop) {
        this.readers = readers;
        this.media = media;
        this.blobs = blobs;
        this.workshop = workshop;
    }

    /** Fails with a 404 as the medium itself does, and with a 415 for what is of no kind that previews are made of. */
    Uni<Medium> open(UUID id, UUID accountId) {
        return readers.open(id, accountId).invoke(medium -> {
            if (!Preview.canBeOf(medium.contentType())) {
                throw none();
            }
        });
    }

    /** Fails with a 415 for bytes that can't be read, and with a 503 while too many are being made. */
    Uni<BlobBody> read(Medium picture, int size) {
        BlobName name = new BlobName(picture.id(), "thumbnail-" + size);
        return blobs.size(name)
                .chain(length -> length.isPresent()
                        ? Uni.createFrom().item(kept(name, length.getAsLong()))
                        : makeOnce(name, picture, size).map(Thumbnails::body).emitOn(here()));
    }

    /** The same as bytes, for what is made of them; none where there is no preview. Whoever asks may read the picture. */
    public Uni<Optional<byte[]>> find(Medium picture, int size) {
        if (!Preview.canBeOf(picture.contentType())) {
            return Uni.createFrom().item(Optional.empty());
        }
        return read(picture, size)
                .chain(body -> Pieces.join(body.bytes()))
                .map(Optional::of)
                .onFailure(Thumbnails::isNone)
                .recoverWithItem(Optional.empty());
    }

    /** It can't be read, or was erased meanwhile. */
    private static boolean isNone(Throwable failure) {
        return failure instanceof NoSuchBlob
                || (failure instanceof Refused refused && refused.problem().getStatus() < 500);
    }

    private BlobBody kept(BlobName name, long length) {
        return new BlobBody(blobs.read(name, 0, length), length);
    }

    private static BlobBody body(byte[] bytes) {
        return new BlobBody(Multi.createFrom().item(ByteBuffer.wrap(bytes)), bytes.length);
    }

    private Uni<byte[]> makeOnce(BlobName name, Medium picture, int size) {
        return making.computeIfAbsent(name, unmade -> make(picture, size)
                .call(bytes -> remember(name, bytes))
                .onTermination()
                .invoke(() -> making.remove(name))
                .memoize()
                .indefinitely());
    }

    private Uni<byte[]> make(Medium picture, int size) {
        return workshop.run(() -> {
                    try (BlobInput in = new BlobInput(blobs.read(BlobName.of(picture.id()), 0, picture.size()))) {
                        return Preview.of(in, picture.contentType(), size);
                    }
                })
                .onFailure(NoSuchBlob.class)
                .transform(erased -> Refused.notFound())
                .onFailure(IOException.class)
                .transform(unreadable -> none());
    }

    /** Who erased the medium meanwhile has not erased this. */
    private Uni<Void> remember(BlobName name, byte[] bytes) {
        return blobs.write(name, Multi.createFrom().item(ByteBuffer.wrap(bytes)), bytes.length)
                .chain(() -> media.find(name.mediumId()))
                .chain(found -> found.isPresent() ? Uni.createFrom().voidItem() : blobs.erase(name.mediumId()));
    }

    /** What one asker's thread has made reaches the others on theirs. */
    private static Executor here() {
        Context caller = Vertx.currentContext();
        return caller == null ? Runnable::run : done -> caller.runOnContext(ignored -> done.run());
    }

    private static Refused none() {
        return new Refused(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "There is no preview of this.");
    }
}
