package io.laiwang.media.upload;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.UuidV7;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.blob.BlobName;
import io.laiwang.media.blob.BlobStore;
import io.laiwang.media.blob.Scratch;
import io.laiwang.media.medium.MediaStore;
import io.laiwang.media.medium.Medium;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes bytes in: through a file, checked and cleaned there, and kept under a new id. Reads what is sent: for a worker
 * thread. */
@Singleton
class Uploads {
    private static final long MOST_BYTES = 25L * 1024 * 1024;

    private final Scratch scratch;
    private final BlobStore blobs;
    private final MediaStore store;

    Uploads(Scratch scratch, BlobStore blobs, MediaStore store) {
        this.scratch = scratch;
        this.blobs = blobs;
        this.store = store;
    }

    /** The bytes are taken before it returns; the medium is there when the answer comes. */
    Uni<Medium> receive(UUID owner, @Nullable String claim, InputStream body) throws IOException {
        Path received = scratch.newFile();
        Path cleaned = scratch.newFile();
        try {
            write(body, received);
            MediaType type = type(received, claim);
            Dimensions size = clean(type, received, cleaned);
            Path kept = size == null ? received : cleaned;
            return keep(medium(owner, type.servedAs(claim), size, kept), kept)
                    .onTermination()
                    .invoke(() -> forget(received, cleaned));
        } catch (IOException | RuntimeException e) {
            forget(received, cleaned);
            throw e;
        }
    }

    private void forget(Path received, Path cleaned) {
        Infrastructure.getDefaultWorkerPool().execute(() -> {
            scratch.delete(received);
            scratch.delete(cleaned);
        });
    }

    /** Bytes that no record names would never be found again. */
    private Uni<Medium> keep(Medium medium, Path file) {
        return blobs.write(BlobName.of(medium.id()), scratch.read(file))
                .chain(() -> store.add(medium))
                .onFailure()
                .call(() -> blobs.erase(medium.id()))
                .replaceWith(medium);
    }

    private static void write(InputStream body, Path file) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                size += n;
                if (size > MOST_BYTES) {
                    throw new Refused(ProblemCode.TOO_LARGE, "A medium has at most 25 MiB.");
                }
                out.write(buffer, 0, n);
            }
        }
        if (size == 0) {
            throw new Refused(Problem.invalid("body", "must not be empty"));
        }
    }

    private static MediaType type(Path file, @Nullable String claim) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MediaType type = MediaType.of(in.readNBytes(MediaType.HEAD_BYTES));
            if (!type.agreesWith(claim)) {
                throw new Refused(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The bytes aren't what Content-Type says.");
            }
            return type;
        }
    }

    private static @Nullable Dimensions clean(MediaType type, Path from, Path to) throws IOException {
        return switch (type) {
            case JPEG -> scrub(new JpegScrubber(), from, to);
            case PNG -> scrub(new PngScrubber(), from, to);
            case GIF -> scrub(new GifScrubber(), from, to);
            case WEBP -> {
                Dimensions size = scrub(new WebpScrubber(), from, to);
                try (RandomAccessFile file = new RandomAccessFile(to.toFile(), "rw")) {
                    file.write(WebpScrubber.head(file.length()));
                }
                yield size;
            }
            case OGG, WEBM, MP4, PDF, OTHER -> null;
        };
    }

    private static Dimensions scrub(Scrubber scrubber, Path from, Path to) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(from)));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
            return scrubber.scrub(in, out);
        } catch (IOException e) {
            throw new Refused(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The picture is broken.");
        }
    }

    private static Medium medium(UUID owner, String type, @Nullable Dimensions size, Path file) throws IOException {
        return new Medium(
                UuidV7.random(),
                owner,
                type,
                Files.size(file),
                size == null ? null : size.width(),
                size == null ? null : size.height(),
                sha256(file));
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
