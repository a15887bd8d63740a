package io.laiwang.media.medium;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.blob.BlobName;
import io.laiwang.media.blob.BlobStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Records and bytes together. The record is there before the bytes and goes after them, so a process that dies in
 * between leaves nothing that {@link Sweeper} doesn't find.
 */
@Singleton
public class Media {
    private static final Duration TAKING = Duration.ofHours(1);
    private static final Duration SENDING = Duration.ofDays(1);

    private final MediaStore store;
    private final BlobStore blobs;
    private final References references;
    private final MediaSettings settings;
    private final Clock clock;

    Media(MediaStore store, BlobStore blobs, References references, MediaSettings settings, Clock clock) {
        this.store = store;
        this.blobs = blobs;
        this.references = references;
        this.settings = settings;
        this.clock = clock;
    }

    /** The medium is there when it completes. Fails with a 413 over the quota. */
    public Uni<Medium> add(Medium medium, Multi<ByteBuffer> bytes) {
        return reserve(medium, TAKING)
                .chain(() -> fill(medium, bytes))
                .onFailure()
                .call(() -> erase(medium.id()).onFailure().recoverWithNull());
    }

    /** Of a reserved one. */
    public Uni<Medium> fill(Medium medium, Multi<ByteBuffer> bytes) {
        return blobs.write(BlobName.of(medium.id()), bytes, medium.size())
                .chain(() -> store.keep(medium, clock.instant().plus(settings.unreferencedFor())))
                .map(kept -> {
                    if (!kept) {
                        throw Refused.notFound();
                    }
                    return medium;
                });
    }

    /**
     * Counts it as used before its bytes are there. Adds first and sums up then, so that of two at once at least one
     * sees both: never more than the quota, whatever arrives at once.
     */
    public Uni<Void> reserve(Medium medium, Duration taking) {
        return store.reserve(medium, clock.instant().plus(taking))
                .chain(() -> store.used(medium.ownerId()))
                .call(used -> used > quota()
                        ? store.delete(medium.id())
                        : Uni.createFrom().voidItem())
                .invoke(used -> {
                    if (used > quota()) {
                        throw overQuota(used - medium.size());
                    }
                })
                .replaceWithVoid();
    }

    public Uni<Optional<Medium>> find(UUID id) {
        return store.find(id);
    }

    /** Keeps it for a day at least: someone is about to send it. */
    public Uni<Void> hold(UUID id) {
        return store.postpone(id, clock.instant().plus(SENDING));
    }

    /** At once for every reader; its bytes are erased when it completes, or by the sweeper. Idempotent. */
    public Uni<Void> erase(UUID id) {
        return store.bury(id, clock.instant()).chain(() -> eraseBuried(id));
    }

    /** At once for every reader; the sweeper erases the bytes. */
    public Uni<Void> eraseAllOf(UUID ownerId) {
        return store.buryAllOf(ownerId, clock.instant());
    }

    Uni<Void> eraseIfDue(UUID id, Instant now) {
        return store.buryDue(id, now)
                .chain(buried -> buried ? eraseBuried(id) : Uni.createFrom().voidItem());
    }

    /** What it kept from being erased, as its background, it keeps no more. */
    private Uni<Void> eraseBuried(UUID id) {
        return blobs.erase(id)
                .chain(() -> references.release(ReferenceStore.Kind.BACKGROUND, id))
                .chain(() -> store.delete(id));
    }

    private long quota() {
        return settings.quota().asLongValue();
    }

    private Refused overQuota(long used) {
        return new Refused(
                ProblemCode.QUOTA_EXCEEDED, "%d of %d bytes are used.".formatted(Math.max(0, used), quota()));
    }
}
