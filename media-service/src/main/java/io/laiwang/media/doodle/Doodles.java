package io.laiwang.media.doodle;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.UuidV7;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.access.Readers;
import io.laiwang.media.blob.BlobName;
import io.laiwang.media.blob.BlobStore;
import io.laiwang.media.blob.Pieces;
import io.laiwang.media.doodle.format.BinaryReader;
import io.laiwang.media.doodle.format.BinaryWriter;
import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.medium.MediaStore;
import io.laiwang.media.medium.Medium;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Keeps drawings as media of their own kind, and reads them for who may read the medium. */
@Singleton
public class Doodles {
    private final MediaStore store;
    private final BlobStore blobs;
    private final Readers readers;

    Doodles(MediaStore store, BlobStore blobs, Readers readers) {
        this.store = store;
        this.blobs = blobs;
        this.readers = readers;
    }

    /** The doodle is there when the answer comes. */
    Uni<Medium> keep(UUID owner, Drawing drawing) {
        byte[] bytes = BinaryWriter.write(drawing);
        Medium medium = new Medium(
                UuidV7.random(), owner, Medium.DOODLE, bytes.length, drawing.width(), drawing.height(), sha256(bytes));
        return checkBackground(owner, drawing.background())
                .chain(() ->
                        blobs.write(BlobName.of(medium.id()), Multi.createFrom().item(ByteBuffer.wrap(bytes))))
                .chain(() -> store.add(medium))
                .onFailure()
                .call(() -> blobs.erase(medium.id()))
                .replaceWith(medium);
    }

    /** Fails with a 404 for what isn't there, isn't theirs to see, or isn't a doodle. */
    Uni<Medium> open(UUID id, UUID accountId) {
        return readers.openDoodle(id, accountId);
    }

    Uni<Void> delete(UUID id, UUID accountId) {
        return readers.deleteDoodle(id, accountId);
    }

    Uni<Drawing> read(Medium doodle) {
        return read(BlobName.of(doodle.id()), doodle.size()).map(BinaryReader::read);
    }

    /** Small enough to be held whole: a drawing has at most 100,000 points. */
    private Uni<byte[]> read(BlobName name, long size) {
        return blobs.read(name, 0, size)
                .collect()
                .in(ByteArrayOutputStream::new, (all, piece) -> all.writeBytes(Pieces.array(piece)))
                .map(ByteArrayOutputStream::toByteArray);
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
