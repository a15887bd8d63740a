package io.laiwang.chat.sealed.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keys of the day as files that their owner alone reads. Its methods block: not for an event loop. */
final class KeyFolder {
    private static final String SUFFIX = ".key";
    private static final String GONE = ".gone";

    private final Path folder;

    KeyFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** Also of what somebody has left who died while making or destroying one: a name is an id, a dot and the rest. */
    List<String> ids() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.indexOf('.') > 0)
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .distinct()
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

    /**
     * Everything that has the key in it: renamed first, so that nobody takes an overwritten one for a key, and overwritten
     * before it is removed, for file systems that write in place.
     */
    void destroy(String id) {
        try {
            if (Files.exists(file(id))) {
                Files.move(file(id), folder.resolve(id + GONE), StandardCopyOption.ATOMIC_MOVE);
            }
            for (Path file : filesOf(id)) {
                write(file, new byte[AesGcm.KEY_BYTES]);
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // another instance destroys it at this moment
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> filesOf(String id) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(id + "."))
                    .toList();
        }
    }

    /** Written whole under another name first: nobody ever reads half a key. A link fails where the name is taken. */
    private byte[] create(String id) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path fresh = Files.createTempFile(folder, id + ".", ".new");
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
