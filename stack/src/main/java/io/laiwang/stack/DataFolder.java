package io.laiwang.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Where a stack keeps everything: one stack at a time, one kind of store for good, secrets made at the first start. */
final class DataFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel channel;

    private DataFolder(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    static DataFolder open(Path root, String store) throws IOException {
        Files.createDirectories(root);
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new StackException("A stack is running on %s already: ./laiwang status shows it.".formatted(root));
        }
        DataFolder folder = new DataFolder(root, channel);
        folder.keepTo(store);
        return folder;
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    /** 32 random bytes in Base64, the same at every start, readable by the owner alone. */
    String secret(String name) throws IOException {
        Path folder = root.resolve("secrets");
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getEncoder().encodeToString(random));
        }
        return Files.readString(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void keepTo(String store) throws IOException {
        Path file = root.resolve("store");
        if (!Files.exists(file)) {
            Files.writeString(file, store);
        }
        String kept = Files.readString(file);
        if (!kept.equals(store)) {
            close();
            throw new StackException("The messages in %s are kept in %s: start with --store %s or another --data."
                    .formatted(root, kept, kept));
        }
    }
}
