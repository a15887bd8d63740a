package io.laiwang.media.account;

import io.laiwang.kit.problem.Refused;
import io.laiwang.media.blob.BlobBody;
import io.laiwang.media.blob.BlobName;
import io.laiwang.media.blob.BlobStore;
import io.laiwang.media.medium.Media;
import io.laiwang.media.medium.MediaStore;
import io.laiwang.media.medium.Medium;
import io.laiwang.media.use.Uses;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The media of an account, without those that disappear with a message: these are read through {@code open} alone. */
@Singleton
class OwnMedia {
    private static final int PAGE = 100;

    private final MediaStore store;
    private final Media media;
    private final BlobStore blobs;
    private final Uses uses;

    OwnMedia(MediaStore store, Media media, BlobStore blobs, Uses uses) {
        this.store = store;
        this.media = media;
        this.blobs = blobs;
        this.uses = uses;
    }

    Uni<Boolean> isPicture(UUID accountId, UUID mediaId) {
        return owned(accountId, mediaId)
                .map(found -> found.filter(medium -> medium.contentType().startsWith("image/"))
                        .isPresent());
    }

    /** @param last where the next page begins; none after the last one */
    record Page(List<Medium> media, @Nullable UUID last) {}

    /** Ascending by id, those after {@code after}; {@code limit} at most, and maybe none before the last page. */
    Uni<Page> page(UUID accountId, UUID after, int limit) {
        return store.owned(accountId, after, limit).chain(found -> Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(this::unlessSealed)
                .collect()
                .asList()
                .map(open -> new Page(
                        open, found.size() < limit ? null : found.getLast().id())));
    }

    private Uni<@Nullable Medium> unlessSealed(Medium medium) {
        return uses.isSealed(medium.id()).map(burns -> burns ? null : medium);
    }

    /** Fails with a 404 for what isn't theirs. */
    Uni<BlobBody> read(UUID accountId, UUID mediaId, long from, long length) {
        return owned(accountId, mediaId).map(found -> {
            Medium medium = found.orElseThrow(Refused::notFound);
            long rest = Math.max(0, Math.min(length, medium.size() - from));
            return new BlobBody(blobs.read(BlobName.of(mediaId), from, rest), rest);
        });
    }

    /** Page by page, and in the end what is only on its way, whose bytes the sweeper erases. */
    Uni<Void> eraseAll(UUID accountId) {
        return store.owned(accountId, new UUID(0, 0), PAGE)
                .chain(page -> page.isEmpty()
                        ? media.eraseAllOf(accountId)
                        : erase(page).chain(() -> eraseAll(accountId)));
    }

    private Uni<Void> erase(List<Medium> page) {
        return Multi.createFrom()
                .iterable(page)
                .onItem()
                .transformToUniAndConcatenate(medium -> media.erase(medium.id()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Optional<Medium>> owned(UUID accountId, UUID mediaId) {
        return store.find(mediaId)
                .map(found -> found.filter(medium -> medium.ownerId().equals(accountId)))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : unlessSealed(found.get()).map(Optional::ofNullable));
    }
}
