package io.laiwang.stack.postgres;

import io.laiwang.stack.process.CacheFolder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks PostgreSQL once a machine and user; two that do it at once don't disturb each other. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The folder with {@code bin/}, {@code lib/} and {@code share/}. */
    static Path unpacked() throws IOException {
        String archive = "/postgres-%s.txz".formatted(platform());
        try (InputStream found = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (found == null) {
                throw new IOException(
                        "there is no PostgreSQL for this platform (%s): start one and set LAIWANG_POSTGRES_URL"
                                .formatted(platform()));
            }
            Path home = CacheFolder.path().resolve("postgresql-" + version());
            if (!Files.exists(home.resolve("bin/postgres"))) {
                unpack(found, home);
            }
            return home;
        }
    }

    private static void unpack(InputStream archive, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        Path fresh = Files.createTempDirectory(home.getParent(), "unpacking-");
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, fresh);
            }
        }
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(home.resolve("bin/postgres"))) {
                throw e;
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the archive points out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static String version() {
        String jar = PostgresBinaries.class
                .getResource("/postgres-%s.txz".formatted(platform()))
                .getPath();
        return jar.replaceAll(".*-(\\d+\\.\\d+\\.\\d+)\\.jar!.*", "$1");
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return (os.contains("mac") ? "darwin-" : "linux-") + (arm ? "arm_64" : "x86_64");
    }
}
