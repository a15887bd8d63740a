package io.laiwang.media.doodle;

import io.laiwang.contracts.UuidV7;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.access.Readers;
import io.laiwang.media.blob.BlobBody;
import io.laiwang.media.blob.BlobName;
import io.laiwang.media.blob.BlobStore;
import io.laiwang.media.blob.NoSuchBlob;
import io.laiwang.media.blob.Pieces;
import io.laiwang.media.doodle.Opened.Shape;
import io.laiwang.media.doodle.format.BinaryReader;
import io.laiwang.media.doodle.format.BinaryWriter;
import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.doodle.render.Backdrop;
import io.laiwang.media.medium.Media;
import io.laiwang.media.medium.Medium;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps drawings as media of their own kind, and reads them for who may read the medium. */
@Singleton
public class Doodles {
    /** Beside its own. Nobody's quota counts what is kept of a doodle, so it isn't every size there is. */
    private static final Set<Integer> KEPT_SIZES = Set.of(160, 320, 640, 720, 1280);

    private final Media media;
    private final Backgrounds backgrounds;
    private final BlobStore blobs;
    private final Readers readers;
    private final Rendering rendering;

    Doodles(Media media, Backgrounds backgrounds, BlobStore blobs, Readers readers, Rendering rendering) {
        this.media = media;
        this.backgrounds = backgrounds;
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
        return backgrounds
                .take(medium.id(), owner, drawing.background())
                .chain(() -> media.add(medium, Multi.createFrom().item(ByteBuffer.wrap(bytes))));
    }

    /** Fails with a 404 for what isn't there, isn't theirs to see, or isn't a doodle. */
    Uni<Opened> open(UUID id, UUID accountId) {
        return readers.openDoodle(id, accountId)
                .chain(doodle -> backgrounds.of(id).map(photo -> new Opened(doodle, photo)));
    }

    Uni<Void> delete(UUID id, UUID accountId) {
        return readers.deleteDoodle(id, accountId);
    }

    /** Drawn once in the sizes that are asked for often: the next one who asks is given the same bytes. */
    Uni<BlobBody> write(Opened doodle, Shape shape) {
        boolean isKept = shape.form() == Form.PNG
                && !shape.withPhoto()
                && (KEPT_SIZES.contains(shape.size()) || shape.size() == doodle.ownSize());
        return isKept ? keptPicture(doodle, shape) : make(doodle, shape).map(Doodles::body);
    }

    private Uni<BlobBody> keptPicture(Opened doodle, Shape shape) {
        BlobName name = new BlobName(doodle.medium().id(), shape.name());
        return blobs.size(name)
                .chain(length -> length.isPresent()
                        ? Uni.createFrom()
                                .item(new BlobBody(blobs.read(name, 0, length.getAsLong()), length.getAsLong()))
                        : make(doodle, shape)
                                .call(bytes -> remember(name, bytes))
                                .map(Doodles::body));
    }

    /** Who erased the doodle meanwhile has not erased this. */
    private Uni<Void> remember(BlobName name, byte[] bytes) {
        return blobs.write(name, Multi.createFrom().item(ByteBuffer.wrap(bytes)))
                .chain(() -> media.find(name.mediumId()))
                .chain(found -> found.isPresent() ? Uni.createFrom().voidItem() : blobs.erase(name.mediumId()));
    }

    private Uni<byte[]> make(Opened doodle, Shape shape) {
        return photo(doodle, shape).chain(photo -> bytes(doodle.medium())
                .chain(bytes -> rendering.run(
                        () -> shape.form().write(BinaryReader.read(bytes), shape.size(), photo.orElse(null)))));
    }

    private Uni<Optional<Backdrop>> photo(Opened doodle, Shape shape) {
        return shape.withPhoto()
                ? backgrounds.show(doodle.photo().orElseThrow())
                : Uni.createFrom().item(Optional.empty());
    }

    /** Small enough to be held whole: a drawing has at most 100,000 points. */
    private Uni<byte[]> bytes(Medium doodle) {
        return Pieces.join(blobs.read(BlobName.of(doodle.id()), 0, doodle.size()))
                .onFailure(NoSuchBlob.class)
                .transform(erased -> Refused.notFound());
    }

    private static BlobBody body(byte[] bytes) {
        return new BlobBody(Multi.createFrom().item(ByteBuffer.wrap(bytes)), bytes.length);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
