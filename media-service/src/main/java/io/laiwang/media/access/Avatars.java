package io.laiwang.media.access;

import io.laiwang.kit.problem.Refused;
import io.laiwang.media.medium.Media;
import io.laiwang.media.medium.ReferenceStore.Kind;
import io.laiwang.media.medium.References;
import io.laiwang.media.use.Uses;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Pictures that everyone may see, one for each account and group. */
@Singleton
class Avatars {
    private final Media media;
    private final References references;
    private final Uses uses;

    Avatars(Media media, References references, Uses uses) {
        this.media = media;
        this.references = references;
        this.uses = uses;
    }

    /** Fails with a 404 for what isn't a picture of that owner, or disappears with a message. */
    Uni<Void> set(UUID subjectId, UUID mediaId, UUID ownerId) {
        return media.find(mediaId)
                .map(found -> found.filter(
                                medium -> medium.isPicture() && medium.ownerId().equals(ownerId))
                        .orElseThrow(Refused::notFound))
                .chain(() -> uses.isSealed(mediaId))
                .invoke(burns -> {
                    if (burns) {
                        throw Refused.notFound();
                    }
                })
                .chain(() -> references.refer(Kind.AVATAR, subjectId, mediaId));
    }

    Uni<Void> clear(UUID subjectId) {
        return references.release(Kind.AVATAR, subjectId);
    }
}
