package io.laiwang.media.access;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.blob.BlobBody;
import io.laiwang.media.blob.BlobName;
import io.laiwang.media.blob.BlobStore;
import io.laiwang.media.medium.Media;
import io.laiwang.media.medium.Medium;
import io.laiwang.media.medium.ReferenceStore.Kind;
import io.laiwang.media.medium.References;
import io.laiwang.media.use.Use;
import io.laiwang.media.use.Uses;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Who may read a medium: its owner, who may read a message that it was sent in, and of an avatar everyone. Only its
 * owner deletes it. */
@Singleton
public class Readers {
    private final Media media;
    private final References references;
    private final BlobStore blobs;
    private final Memberships memberships;
    private final Uses uses;
    private final Grant grant;

    Readers(Media media, References references, BlobStore blobs, Memberships memberships, Uses uses, Grant grant) {
        this.media = media;
        this.references = references;
        this.blobs = blobs;
        this.memberships = memberships;
        this.uses = uses;
        this.grant = grant;
    }

    /** Fails with a 404 for what isn't there or isn't theirs to see, and for a doodle. */
    public Uni<Medium> open(UUID id, UUID accountId) {
        return open(id, accountId, medium -> !medium.isDoodle());
    }

    /** The same for doodles, and for nothing else. */
    public Uni<Medium> openDoodle(UUID id, UUID accountId) {
        return open(id, accountId, Medium::isDoodle);
    }

    /** A picture to draw on, kept for a day at least; a 409 for one that is to disappear with a message. */
    public Uni<Medium> openToDrawOn(UUID id, UUID accountId) {
        return find(id, Medium::isPicture)
                .call(picture -> check(picture, accountId))
                .call(() -> refuse(uses.isSealed(id), Uses::inUse))
                .call(() -> media.hold(id));
    }

    public Uni<Void> delete(UUID id, UUID accountId) {
        return erase(open(id, accountId), accountId);
    }

    public Uni<Void> deleteDoodle(UUID id, UUID accountId) {
        return erase(openDoodle(id, accountId), accountId);
    }

    private Uni<Medium> open(UUID id, UUID accountId, Predicate<Medium> kind) {
        return grant.covers(id, accountId)
                ? find(id, kind)
                : find(id, kind).call(medium -> check(medium, accountId)).call(() -> refuseSealed(id));
    }

    /** Who may send it: who reads it, or could if the message that it is for had not got it for itself already. */
    Uni<Void> maySend(Use use, UUID accountId, boolean doodle) {
        return find(use.mediumId(), medium -> medium.isDoodle() == doodle)
                .call(medium -> check(medium, accountId))
                .call(medium -> media.hold(medium.id()))
                .chain(() -> use.sealed()
                        ? refuseUsed(use.mediumId())
                        : Uni.createFrom().voidItem());
    }

    private Uni<Medium> find(UUID id, Predicate<Medium> kind) {
        return media.find(id).map(found -> found.filter(kind).orElseThrow(Refused::notFound));
    }

    private Uni<Void> check(Medium medium, UUID accountId) {
        return refuse(mayRead(medium, accountId).map(allowed -> !allowed), Refused::notFound);
    }

    /** Until it burns even its owner reads it only by a grant. */
    private Uni<Void> refuseSealed(UUID id) {
        return refuse(uses.isSealed(id), Refused::notFound);
    }

    /** Somebody's avatar, or what somebody has drawn on. */
    private Uni<Void> refuseUsed(UUID id) {
        return refuse(references.isReferred(Kind.AVATAR, id), Uses::inUse)
                .chain(() -> refuse(references.isReferred(Kind.BACKGROUND, id), Uses::inUse));
    }

    private static Uni<Void> refuse(Uni<Boolean> fault, Supplier<Refused> refusal) {
        return fault.invoke(is -> {
                    if (is) {
                        throw refusal.get();
                    }
                })
                .replaceWithVoid();
    }

    BlobBody read(Medium medium, ByteRange part) {
        return new BlobBody(blobs.read(BlobName.of(medium.id()), part.from(), part.length()), part.length());
    }

    private Uni<Void> erase(Uni<Medium> opened, UUID accountId) {
        return opened.invoke(medium -> {
                    if (!medium.ownerId().equals(accountId)) {
                        throw new Refused(ProblemCode.FORBIDDEN, "Only its owner deletes a medium.");
                    }
                })
                .chain(medium -> media.erase(medium.id()));
    }

    private Uni<Boolean> mayRead(Medium medium, UUID accountId) {
        if (medium.ownerId().equals(accountId)) {
            return Uni.createFrom().item(true);
        }
        return isAvatar(medium)
                .chain(avatar -> avatar ? Uni.createFrom().item(true) : isShared(medium.id(), accountId));
    }

    private Uni<Boolean> isAvatar(Medium medium) {
        return medium.isPicture()
                ? references.isReferred(Kind.AVATAR, medium.id())
                : Uni.createFrom().item(false);
    }

    private Uni<Boolean> isShared(UUID id, UUID accountId) {
        return references
                .shares(id)
                .onItem()
                .transformToMulti(shares -> Multi.createFrom().iterable(shares))
                .onItem()
                .transformToUniAndConcatenate(
                        share -> memberships.mayRead(share.conversationId(), share.seq(), accountId))
                .filter(allowed -> allowed)
                .toUni()
                .map(allowed -> allowed != null);
    }
}
