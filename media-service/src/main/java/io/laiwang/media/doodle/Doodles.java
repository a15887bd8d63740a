package io.laiwang.media.doodle;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.UuidV7;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.access.Readers;
import io.laiwang.media.blob.BlobBody;
import io.laiwang.media.blob.BlobName;
import io.laiwang.media.blob.BlobStore;
import io.laiwang.media.blob.NoSuchBlob;
import io.laiwang.media.blob.Pieces;
import io.laiwang.media.doodle.format.BinaryReader;
import io.laiwang.media.doodle.format.BinaryWriter;
import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.medium.Media;
import io.laiwang.media.medium.Medium;
import io.laiwang.media.medium.ReferenceStore.Kind;
import io.laiwang.media.medium.References;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Keeps drawings as media of their own kind, and reads them for who may read the medium. */
@Singleton
public class Doodles {
    /** Beside its own. Nobody's quota counts what is kept of a doodle, so it isn't every size there is. */
    private static final Set<Integer> KEPT_SIZES = Set.of(160, 320, 640, 720, 1280);

    private final Media media;
    private final References references;
    private final BlobStore blobs;
    private final Readers readers;
    private final Rendering rendering;

    Doodles(Media media, References references, BlobStore blobs, Readers readers, Rendering rendering) {
        this.media = media;
        this.references = references;
        this.blobs = blobs;
        this.readers = readers;
        this.rendering = rendering;
    }

    /** The doodle is there when the answer comes. */
    Uni<Medium> keep(UUID owner, Drawing drawing) {
        byte[] bytes = BinaryWriter.write(drawing);
        Medium medium = new Medium(
                UuidV7.random(),
                owner,
                Medium.DOODLE,
                bytes.length,
                drawing.width(),
                drawing.height(),
                null,
                sha256(bytes));
        return checkBackground(owner, drawing.background())
                .chain(() -> media.add(medium, Multi.createFrom().item(ByteBuffer.wrap(bytes))))
                .call(() -> refer(medium.id(), drawing.background()));
    }

    private Uni<Void> refer(UUID doodleId, Background background) {
        return switch (background) {
            case Background.Color _ -> Uni.createFrom().voidItem();
            case Background.Picture picture -> references.refer(Kind.BACKGROUND, doodleId, picture.mediaId());
        };
    }

    /** Fails with a 404 for what isn't there, isn't theirs to see, or isn't a doodle. */
    Uni<Medium> open(UUID id, UUID accountId) {
        return readers.openDoodle(id, accountId);
    }

    Uni<Void> delete(UUID id, UUID accountId) {
        return readers.deleteDoodle(id, accountId);
    }

    /** @param size of a picture's longer side, in pixels */
    Uni<BlobBody> write(Medium doodle, Form form, int size) {
        return form == Form.PNG
                ? picture(doodle, size)
                : make(doodle, form, size).map(Doodles::body);
    }

    /** Drawn once in the sizes that are asked for often: the next one who asks is given the same bytes. */
    private Uni<BlobBody> picture(Medium doodle, int size) {
        return KEPT_SIZES.contains(size) || size == ownSize(doodle)
                ? keptPicture(doodle, size)
                : make(doodle, Form.PNG, size).map(Doodles::body);
    }

    private Uni<BlobBody> keptPicture(Medium doodle, int size) {
        BlobName name = new BlobName(doodle.id(), Form.PNG.name(size));
        return blobs.size(name)
                .chain(length -> length.isPresent()
                        ? Uni.createFrom()
                                .item(new BlobBody(blobs.read(name, 0, length.getAsLong()), length.getAsLong()))
                        : make(doodle, Form.PNG, size)
                                .call(bytes -> remember(name, bytes))
                                .map(Doodles::body));
    }

    /** Who erased the doodle meanwhile has not erased this. */
    private Uni<Void> remember(BlobName name, byte[] bytes) {
        return blobs.write(name, Multi.createFrom().item(ByteBuffer.wrap(bytes)))
                .chain(() -> media.find(name.mediumId()))
                .chain(found -> found.isPresent() ? Uni.createFrom().voidItem() : blobs.erase(name.mediumId()));
    }

    private Uni<byte[]> make(Medium doodle, Form form, int size) {
        return bytes(doodle).chain(bytes -> rendering.run(() -> form.write(BinaryReader.read(bytes), size)));
    }

    /** Small enough to be held whole: a drawing has at most 100,000 points. */
    private Uni<byte[]> bytes(Medium doodle) {
        return blobs.read(BlobName.of(doodle.id()), 0, doodle.size())
                .collect()
                .in(ByteArrayOutputStream::new, (all, piece) -> all.writeBytes(Pieces.array(piece)))
                .map(ByteArrayOutputStream::toByteArray)
                .onFailure(NoSuchBlob.class)
                .transform(erased -> Refused.notFound());
    }

    /** A picture's longer side, in pixels, where none is asked for. */
    static int ownSize(Medium doodle) {
        return Math.max(Objects.requireNonNull(doodle.width()), Objects.requireNonNull(doodle.height()));
    }

    private static BlobBody body(byte[] bytes) {
        return new BlobBody(Multi.createFrom().item(ByteBuffer.wrap(bytes)), bytes.length);
    }

    private Uni<Void> checkBackground(UUID owner, Background background) {
        return switch (background) {
            case Background.Color _ -> Uni.createFrom().voidItem();
            case Background.Picture picture -> checkPicture(owner, picture.mediaId());
        };
    }

    /** What may not be read as a background isn't there, as everywhere. */
    private Uni<Void> checkPicture(UUID owner, UUID mediaId) {
        return readers.open(mediaId, owner)
                .invoke(medium -> {
                    if (!medium.isPicture()) {
                        throw Refused.notFound();
                    }
                })
                .onFailure(failure -> failure instanceof Refused)
                .transform(unknown -> new Refused(Problem.invalid(
                        ProblemCode.UNKNOWN_MEDIA, "background.mediaId", "is no picture that you may read")))
                .replaceWithVoid();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
