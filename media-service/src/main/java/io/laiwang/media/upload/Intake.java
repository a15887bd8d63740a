package io.laiwang.media.upload;

import io.laiwang.contracts.UuidV7;
import io.laiwang.media.blob.Scratch;
import io.laiwang.media.format.Cleaned;
import io.laiwang.media.format.Cleaner;
import io.laiwang.media.medium.Media;
import io.laiwang.media.medium.Medium;
import io.laiwang.media.work.Workers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was received becomes a medium: its type is found, it is cleaned, and kept. The file is the caller's to delete. */
@Singleton
public class Intake {
    private static final int WAITING = 500;

    private final Scratch scratch;
    private final Media media;
    private final Workers workers =
            new Workers("intake", 2 * Runtime.getRuntime().availableProcessors(), WAITING);

    Intake(Scratch scratch, Media media) {
        this.scratch = scratch;
        this.media = media;
    }

    @PreDestroy
    void close() {
        workers.close();
    }

    private record Ready(Medium medium, Path file) {}

    /** As a new medium. */
    Uni<Medium> add(UUID ownerId, @Nullable String claim, Path received) {
        return scratch.with(cleaned -> workers.run(() -> prepare(UuidV7.random(), ownerId, claim, received, cleaned))
                .chain(ready -> media.add(ready.medium(), scratch.read(ready.file()))));
    }

    /** As the medium that was reserved under that id. */
    public Uni<Medium> fill(UUID id, UUID ownerId, @Nullable String claim, Path received) {
        return scratch.with(cleaned -> workers.run(() -> prepare(id, ownerId, claim, received, cleaned))
                .chain(ready -> media.fill(ready.medium(), scratch.read(ready.file()))));
    }

    private static Ready prepare(UUID id, UUID ownerId, @Nullable String claim, Path received, Path clean)
            throws IOException {
        Cleaned found = Cleaner.clean(received, claim, clean);
        Path file = found.rewritten() ? clean : received;
        Medium medium = new Medium(
                id,
                ownerId,
                found.contentType(),
                Files.size(file),
                found.width(),
                found.height(),
                found.durationMs(),
                sha256(file));
        return new Ready(medium, file);
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
