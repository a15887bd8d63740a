package io.laiwang.chat.sealed.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keys of the day as files that their owner alone reads. Its methods block: not for an event loop. */
final class KeyFolder {
    private static final String SUFFIX = ".key";

    private final Path folder;

    KeyFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    List<String> ids() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<byte[]> read(String id) {
        try {
            return Files.exists(file(id)) ? Optional.of(Files.readAllBytes(file(id))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key of that id; of several that make it at once, all get the first one's. */
    byte[] make(String id) {
        try {
            Optional<byte[]> present = read(id);
            return present.isPresent() ? present.get() : create(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Overwritten before it is removed, for file systems that write in place. */
    void destroy(String id) {
        Path file = file(id);
        try {
            if (Files.exists(file)) {
                write(file, new byte[AesGcm.KEY_BYTES]);
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written whole under another name first: nobody ever reads half a key. A link fails where the name is taken. */
    private byte[] create(String id) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path fresh = Files.createTempFile(folder, "new-", null);
        try {
            write(fresh, AesGcm.newKey());
            Files.createLink(file(id), fresh);
        } catch (FileAlreadyExistsException e) {
            // another instance was faster, and its key is as good
        } finally {
            Files.deleteIfExists(fresh);
        }
        return Files.readAllBytes(file(id));
    }

    private static void write(Path file, byte[] key) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(key));
            channel.force(true);
        }
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }
}
