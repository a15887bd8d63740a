package io.laiwang.media.blob;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Bytes as files of one folder, named by id. Its methods block: not for an event loop, but {@link #path}. */
@Singleton
public class FileBlobs {
    private final Path folder;

    FileBlobs(@ConfigProperty(name = "laiwang.media.dir") Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** A new file on the same file system, so that {@link #keep} is a rename. */
    public Path newFile() {
        try {
            return Files.createTempFile(Files.createDirectories(folder.resolve("incoming")), "upload-", null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void keep(Path file, UUID id) {
        try {
            Files.createDirectories(path(id).getParent());
            Files.move(file, path(id), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Spread over 256 folders by the random end of the id. */
    public Path path(UUID id) {
        String name = id.toString();
        return folder.resolve("kept").resolve(name.substring(name.length() - 2)).resolve(name);
    }
}
