package io.laiwang.media.tus;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.blob.BlobName;
import io.laiwang.media.blob.BlobStore;
import io.laiwang.media.blob.Scratch;
import io.laiwang.media.medium.Media;
import io.laiwang.media.upload.Intake;
import io.laiwang.media.work.Workers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of an upload: each part is a blob that is derived of the medium, so it is erased with it. A part counts
 * when the record names it, and has a name of its own, so of two that are written at once one is never read.
 */
@Singleton
class Parts {
    private static final int WAITING = 500;

    private final UploadStore store;
    private final BlobStore blobs;
    private final Scratch scratch;
    private final Intake intake;
    private final Media media;
    private final Workers workers = new Workers("checksum", Runtime.getRuntime().availableProcessors(), WAITING);

    Parts(UploadStore store, BlobStore blobs, Scratch scratch, Intake intake, Media media) {
        this.store = store;
        this.blobs = blobs;
        this.scratch = scratch;
        this.intake = intake;
        this.media = media;
    }

    @PreDestroy
    void close() {
        workers.close();
    }

    Uni<Void> check(@Nullable Checksum checksum, Path file) {
        return checksum == null
                ? Uni.createFrom().voidItem()
                : workers.run(() -> {
                            checksum.check(file);
                            return true;
                        })
                        .replaceWithVoid();
    }

    /** Stores what is in the file behind what is there. Fails with a 409 where something was stored meanwhile. */
    Uni<Upload> keep(Upload upload, Path file) {
        return workers.run(() -> Files.size(file))
                .chain(size -> size == 0 ? Uni.createFrom().item(upload) : keep(upload, file, size));
    }

    private Uni<Upload> keep(Upload upload, Path file, long size) {
        String part = "part-" + UUID.randomUUID().toString().replace("-", "");
        BlobName name = new BlobName(upload.id(), part);
        return blobs.write(name, scratch.read(file), size)
                .chain(() -> store.append(upload.id(), upload.received(), size, part))
                .call(added -> added ? Uni.createFrom().voidItem() : blobs.delete(name))
                .map(added -> {
                    if (!added) {
                        throw new Refused(Problem.of(ProblemCode.UPLOAD_CONFLICT));
                    }
                    return grown(upload, size, part);
                });
    }

    private static Upload grown(Upload upload, long size, String part) {
        List<String> all = new ArrayList<>(upload.parts());
        all.add(part);
        return new Upload(
                upload.id(),
                upload.ownerId(),
                upload.length(),
                upload.received() + size,
                upload.contentType(),
                upload.metadata(),
                upload.expiresAt(),
                all);
    }

    /** The parts become the medium. What it is refused for ends the upload. */
    Uni<Void> complete(Upload upload) {
        return scratch.with(file -> scratch.write(file, together(upload))
                        .chain(() -> intake.fill(upload.id(), upload.ownerId(), upload.contentType(), file)))
                .onFailure(Refused.class)
                .call(() -> media.erase(upload.id()))
                .chain(() -> store.forgetParts(upload.id()))
                .chain(() -> forget(upload.blobs()));
    }

    private Multi<ByteBuffer> together(Upload upload) {
        return Multi.createFrom()
                .iterable(upload.blobs())
                .onItem()
                .transformToMultiAndConcatenate(part -> blobs.read(part, 0, Long.MAX_VALUE));
    }

    private Uni<Void> forget(List<BlobName> names) {
        return Multi.createFrom()
                .iterable(names)
                .onItem()
                .transformToUniAndConcatenate(blobs::delete)
                .collect()
                .last();
    }
}
