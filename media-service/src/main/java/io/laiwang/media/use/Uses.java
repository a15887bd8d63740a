package io.laiwang.media.use;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.medium.Media;
import io.laiwang.media.medium.Medium;
import io.laiwang.media.medium.ReferenceStore.Kind;
import io.laiwang.media.medium.References;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What media are used for. */
@Singleton
public class Uses {
    private final UseStore uses;
    private final Media media;
    private final References references;

    Uses(UseStore uses, Media media, References references) {
        this.uses = uses;
        this.media = media;
        this.references = references;
    }

    /** Fails with {@code media-in-use} when either this one or the present one wants it for itself. */
    public Uni<Void> take(Use wanted) {
        return (wanted.sealed()
                        ? refuseShared(wanted.mediumId())
                        : Uni.createFrom().voidItem())
                .chain(() -> uses.take(wanted))
                .invoke(present -> {
                    if (!present.allows(wanted)) {
                        throw inUse();
                    }
                })
                .chain(() -> wanted.sealed()
                        ? references.refer(Kind.SEALED, wanted.messageId(), wanted.mediumId())
                        : Uni.createFrom().voidItem());
    }

    public Uni<Boolean> isSealed(UUID mediumId) {
        return uses.find(mediumId).map(use -> use.filter(Use::sealed).isPresent());
    }

    /**
     * It is in a message that stays, in the conversation that it was to disappear in: its message crossed the end of a
     * timer and came to the log plain. The log never has a message both ways, so nothing that burns is laid open.
     */
    public Uni<Void> shared(UUID mediumId, UUID conversationId) {
        return uses.unseal(mediumId, conversationId)
                .chain(was -> was.map(use -> references.release(Kind.SEALED, use.messageId()))
                        .orElse(Uni.createFrom().voidItem()));
    }

    /** Erases it with all that was made of it, if it was to go with that message. The mark goes last, so that nobody reads it meanwhile. */
    public Uni<Void> erase(UUID mediumId, UUID messageId) {
        return uses.find(mediumId)
                .chain(use -> use.filter(u -> u.sealed() && u.messageId().equals(messageId))
                        .map(u -> erase(mediumId).call(() -> references.release(Kind.SEALED, messageId)))
                        .orElse(Uni.createFrom().voidItem()));
    }

    private Uni<Void> erase(UUID mediumId) {
        return eraseBackground(mediumId).chain(() -> media.erase(mediumId)).chain(() -> uses.end(mediumId));
    }

    /** What a doodle that burns was drawn on goes with it when it is its author's and used for nothing else. */
    private Uni<Void> eraseBackground(UUID mediumId) {
        return references.referred(Kind.BACKGROUND, mediumId).chain(background -> background
                .map(picture -> isFor(picture, mediumId)
                        .chain(only ->
                                only ? media.erase(picture) : Uni.createFrom().voidItem()))
                .orElse(Uni.createFrom().voidItem()));
    }

    private Uni<Boolean> isFor(UUID picture, UUID doodleId) {
        return Uni.combine()
                .all()
                .unis(
                        media.find(picture),
                        media.find(doodleId),
                        uses.find(picture),
                        references.isReferredBeside(picture, doodleId))
                .with((drawnOn, doodle, use, elsewhere) -> use.isEmpty()
                        && !elsewhere
                        && drawnOn.map(Medium::ownerId).equals(doodle.map(Medium::ownerId)));
    }

    private Uni<Void> refuseShared(UUID mediumId) {
        return references
                .shares(mediumId)
                .invoke(shares -> {
                    if (!shares.isEmpty()) {
                        throw inUse();
                    }
                })
                .replaceWithVoid();
    }

    public static Refused inUse() {
        return new Refused(ProblemCode.MEDIA_IN_USE, "The medium is used elsewhere.");
    }
}
