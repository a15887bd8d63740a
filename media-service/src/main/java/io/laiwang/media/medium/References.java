package io.laiwang.media.medium;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What keeps media from being erased. The due time is a hint, taken away and set as references come and go: {@link
 * Sweeper} looks again before it erases. */
@Singleton
public class References {
    private final ReferenceStore references;
    private final MediaStore media;
    private final MediaSettings settings;
    private final Clock clock;

    References(ReferenceStore references, MediaStore media, MediaSettings settings, Clock clock) {
        this.references = references;
        this.media = media;
        this.settings = settings;
        this.clock = clock;
    }

    public Uni<Void> share(UUID mediaId, Share share) {
        return references.share(mediaId, share).chain(() -> media.setDue(mediaId, Optional.empty()));
    }

    public Uni<Void> withdraw(UUID mediaId, Share share) {
        return references.withdraw(mediaId, share).chain(() -> released(mediaId));
    }

    public Uni<List<Share>> shares(UUID mediaId) {
        return references.shares(mediaId);
    }

    /** In place of what the referrer referred to before. */
    public Uni<Void> refer(ReferenceStore.Kind kind, UUID referrer, UUID mediaId) {
        return references
                .refer(kind, referrer, mediaId)
                .call(() -> media.setDue(mediaId, Optional.empty()))
                .chain(this::released);
    }

    public Uni<Void> release(ReferenceStore.Kind kind, UUID referrer) {
        return references.release(kind, referrer).chain(this::released);
    }

    /** What the referrer refers to. */
    public Uni<Optional<UUID>> referred(ReferenceStore.Kind kind, UUID referrer) {
        return references.referred(kind, referrer);
    }

    /** By a share or anything but that referrer. */
    public Uni<Boolean> isReferredBeside(UUID mediaId, UUID referrer) {
        return references.isReferredBeside(mediaId, referrer);
    }

    public Uni<Boolean> isReferred(ReferenceStore.Kind kind, UUID mediaId) {
        return references.isReferred(kind, mediaId);
    }

    Uni<Boolean> isReferred(UUID mediaId) {
        return references.isReferred(mediaId);
    }

    private Uni<Void> released(Optional<UUID> mediaId) {
        return mediaId.isPresent() ? released(mediaId.get()) : Uni.createFrom().voidItem();
    }

    private Uni<Void> released(UUID mediaId) {
        return references
                .isReferred(mediaId)
                .chain(referred -> referred
                        ? Uni.createFrom().voidItem()
                        : media.setDue(mediaId, Optional.of(clock.instant().plus(settings.unreferencedFor()))));
    }
}
