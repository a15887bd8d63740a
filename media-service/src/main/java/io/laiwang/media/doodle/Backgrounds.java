package io.laiwang.media.doodle;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.access.Readers;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.doodle.render.Backdrop;
import io.laiwang.media.medium.Media;
import io.laiwang.media.medium.Medium;
import io.laiwang.media.medium.ReferenceStore.Kind;
import io.laiwang.media.medium.References;
import io.laiwang.media.thumbnail.Thumbnails;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The photos that doodles are drawn on. A doodle keeps its photo from being erased for want of use, and shows a preview
 * of it to whoever may see the doodle, as its drawer could have copied it; the photo itself they may not read. A photo
 * that its owner erases is gone from every doodle, so no picture that shows one is kept.
 */
@Singleton
class Backgrounds {
    /** Of the preview's longer side: for a phone's screen, and little to hold. */
    private static final int SIZE = 1024;

    private final Readers readers;
    private final References references;
    private final Media media;
    private final Thumbnails thumbnails;

    Backgrounds(Readers readers, References references, Media media, Thumbnails thumbnails) {
        this.readers = readers;
        this.references = references;
        this.media = media;
        this.thumbnails = thumbnails;
    }

    /** For a doodle that is going to be. What its drawer may not read isn't there, as everywhere. */
    Uni<Void> take(UUID doodleId, UUID drawer, Background background) {
        return switch (background) {
            case Background.Color _ -> Uni.createFrom().voidItem();
            case Background.Picture picture ->
                readers.openToDrawOn(picture.mediaId(), drawer)
                        .onFailure(Backgrounds::isUnknown)
                        .transform(unknown -> new Refused(Problem.invalid(
                                ProblemCode.UNKNOWN_MEDIA, "background.mediaId", "is no picture that you may read")))
                        .chain(photo -> references.refer(Kind.BACKGROUND, doodleId, photo.id()));
        };
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof Refused refused && refused.problem().code() == ProblemCode.NOT_FOUND;
    }

    /** The photo of a doodle, while it is there. */
    Uni<Optional<Medium>> of(UUID doodleId) {
        return references.referred(Kind.BACKGROUND, doodleId).chain(photo -> photo.map(media::find)
                .orElse(Uni.createFrom().item(Optional.empty())));
    }

    /** What is shown of it; nothing of what there is no preview of. */
    Uni<Optional<Backdrop>> show(Medium photo) {
        return thumbnails
                .find(photo, SIZE)
                .map(jpeg -> jpeg.map(bytes -> new Backdrop(bytes, side(photo.width()), side(photo.height()))));
    }

    private static int side(@Nullable Integer pixels) {
        return pixels == null ? 1 : pixels;
    }
}
