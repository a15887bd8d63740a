package io.laiwang.stack.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Makes a cluster with its databases and roles, whole or not at all: it is put in its place when it is finished. */
final class PostgresCluster {
    private final Path home;
    private final Path data;
    private final Map<String, String> passwords;

    PostgresCluster(Path home, Path data, Map<String, String> passwords) {
        this.home = home;
        this.data = data;
        this.passwords = passwords;
    }

    void create() throws IOException, InterruptedException {
        Path fresh = data.resolveSibling(data.getFileName() + "-new-" + UUID.randomUUID());
        Files.createDirectories(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path password = Files.createTempFile("laiwang", ".pw");
        try {
            Files.writeString(password, UUID.randomUUID().toString());
            run(
                    List.of(
                            "initdb",
                            "-D",
                            fresh.toString(),
                            "-U",
                            "postgres",
                            "-A",
                            "scram-sha-256",
                            "-E",
                            "UTF8",
                            "--locale=C",
                            "--pwfile=" + password),
                    "");
            run(List.of("postgres", "--single", "-D", fresh.toString(), "postgres"), rolesAndDatabases());
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** PostgreSQL refuses to run as root: a user namespace makes it somebody else without changing any owner. */
    static List<String> asOrdinaryUser() {
        return System.getProperty("user.name").equals("root")
                ? List.of("unshare", "--user", "--map-user=65534", "--map-group=65534")
                : List.of();
    }

    /** One statement a line, as single-user mode wants it. */
    private String rolesAndDatabases() {
        return PostgresServer.DATABASES.stream()
                .map(name -> """
                        CREATE ROLE %1$s LOGIN PASSWORD '%2$s'
                        CREATE DATABASE %1$s OWNER %1$s
                        """.formatted(PostgresServer.databaseName(name), passwords.get(name)))
                .collect(Collectors.joining());
    }

    private void run(List<String> command, String input) throws IOException, InterruptedException {
        List<String> full = new ArrayList<>(asOrdinaryUser());
        full.add(home.resolve("bin").resolve(command.getFirst()).toString());
        full.addAll(command.subList(1, command.size()));
        Path said = Files.createTempFile("laiwang", ".log");
        try {
            Process process = new ProcessBuilder(full)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("%s failed: %s".formatted(command.getFirst(), Files.readString(said)));
            }
        } finally {
            Files.deleteIfExists(said);
        }
    }
}
