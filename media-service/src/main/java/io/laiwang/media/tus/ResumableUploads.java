package io.laiwang.media.tus;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.UuidV7;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.blob.Scratch;
import io.laiwang.media.medium.Media;
import io.laiwang.media.medium.Medium;
import io.laiwang.media.upload.Reception;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Uploads that go on where they broke off. What came before a break is kept; who appends first of two at once wins, and
 * the other is refused with a 409 and nothing mixed.
 */
@Singleton
class ResumableUploads {
    static final Duration EXPIRES = Duration.ofHours(24);

    private final UploadStore store;
    private final Media media;
    private final Scratch scratch;
    private final Reception reception;
    private final Parts parts;
    private final Clock clock;

    ResumableUploads(UploadStore store, Media media, Scratch scratch, Reception reception, Parts parts, Clock clock) {
        this.store = store;
        this.media = media;
        this.scratch = scratch;
        this.reception = reception;
        this.parts = parts;
        this.clock = clock;
    }

    /** Counts as used at once. Fails with a 413 over the quota. */
    Uni<Upload> create(UUID ownerId, long length, UploadMetadata metadata) {
        Upload upload = new Upload(
                UuidV7.random(),
                ownerId,
                length,
                0,
                metadata.contentType(),
                metadata.header(),
                clock.instant().plus(EXPIRES),
                List.of());
        Medium reserved = new Medium(upload.id(), ownerId, "application/octet-stream", length, null, null, null, "");
        return media.reserve(reserved, EXPIRES).chain(() -> store.add(upload)).replaceWith(upload);
    }

    /** One's own that hasn't expired; one that has all its bytes is completed first, should that have broken off. */
    Uni<Upload> find(UUID id, UUID ownerId) {
        return store.find(id)
                .map(found -> found.filter(upload -> upload.ownerId().equals(ownerId))
                        .filter(this::isAlive)
                        .orElseThrow(Refused::notFound))
                .call(upload -> upload.isComplete() && !upload.parts().isEmpty()
                        ? parts.complete(upload)
                        : Uni.createFrom().voidItem());
    }

    private boolean isAlive(Upload upload) {
        return (upload.parts().isEmpty() && upload.isComplete())
                || clock.instant().isBefore(upload.expiresAt());
    }

    /** @return how much of it there is then */
    Uni<Long> append(Upload upload, long offset, @Nullable Checksum checksum, HttpServerRequest body) {
        if (offset != upload.received()) {
            return Uni.createFrom().failure(new Refused(Problem.of(ProblemCode.UPLOAD_CONFLICT)));
        }
        return toItsEnd(scratch.with(file -> reception
                .receive(body, file, upload.length() - offset)
                .onFailure(ResumableUploads::isBrokenOff)
                .call(() -> checksum == null
                        ? parts.keep(upload, file)
                        : Uni.createFrom().voidItem())
                .chain(() -> append(upload, checksum, file))));
    }

    /** Whoever asked may be gone, and cancels what it asked for; what came until then is kept all the same. */
    private static <T> Uni<T> toItsEnd(Uni<T> work) {
        return Uni.createFrom().emitter(emitter -> work.subscribe().with(emitter::complete, emitter::fail));
    }

    private Uni<Long> append(Upload upload, @Nullable Checksum checksum, Path file) {
        return parts.check(checksum, file)
                .chain(() -> parts.keep(upload, file))
                .call(now -> now.isComplete()
                        ? parts.complete(now)
                        : Uni.createFrom().voidItem())
                .map(Upload::received);
    }

    /** What was refused isn't kept; what the connection lost is. */
    private static boolean isBrokenOff(Throwable failure) {
        return !(failure instanceof Refused);
    }

    Uni<Void> delete(UUID id, UUID ownerId) {
        return store.find(id)
                .map(found ->
                        found.filter(upload -> upload.ownerId().equals(ownerId)).orElseThrow(Refused::notFound))
                .chain(upload -> media.erase(upload.id()));
    }
}
