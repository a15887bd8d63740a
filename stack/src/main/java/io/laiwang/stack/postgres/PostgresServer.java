package io.laiwang.stack.postgres;

import io.laiwang.stack.process.Child;
import io.laiwang.stack.process.Kept;
import io.laiwang.stack.process.LogFile;
import io.laiwang.stack.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A durable PostgreSQL on loopback with a database and a role for each service. Its data survives {@link #close} and
 * {@code kill -9}.
 */
public final class PostgresServer implements AutoCloseable {
    public static final List<String> DATABASES = List.of("auth", "group", "chat", "media");
    private static final long READY_SECONDS = 60;

    private final Kept process;
    private final LogFile log;
    private final int port;

    private PostgresServer(Kept process, LogFile log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * @param data where the cluster lies; made when it isn't there
     * @param passwords a password for each of {@link #DATABASES}, used when the cluster is made
     */
    public static PostgresServer start(Path data, Path logFile, Map<String, String> passwords)
            throws IOException, InterruptedException {
        return start(data, logFile, passwords, Ports.free());
    }

    /** Where it was before: what is left of one that was killed may hold the port or the data for a moment. */
    public static PostgresServer start(Path data, Path logFile, Map<String, String> passwords, int port)
            throws IOException, InterruptedException {
        Path home = PostgresBinaries.unpacked();
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            new PostgresCluster(home, data, passwords).create();
        }
        LogFile log = new LogFile(logFile);
        return new PostgresServer(new Kept(() -> run(home, data, port, log, logFile)), log, port);
    }

    private static Child run(Path home, Path data, int port, LogFile log, Path logFile)
            throws IOException, InterruptedException {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Child process = Child.start(
                new Child.Spec("postgresql", command(home, data, port), Map.of(), data, "INT", Duration.ofSeconds(10)),
                line -> {
                    log.accept(line);
                    if (line.contains("database system is ready to accept connections")) {
                        ready.complete(null);
                    }
                });
        process.onEnd(() ->
                ready.completeExceptionally(new IOException("PostgreSQL didn't start, its log says why: " + logFile)));
        await(ready, process);
        return process;
    }

    /** {@code postgresql://host:port/database}, without credentials; the role is called like the database. */
    public String url(String database) {
        return "postgresql://127.0.0.1:%d/%s".formatted(port, databaseName(database));
    }

    public static String databaseName(String service) {
        return "laiwang_" + service;
    }

    public int port() {
        return port;
    }

    public Child process() {
        return process.child();
    }

    /** From now on it is started again when it dies. */
    public void keepAlive() {
        process.keepAlive();
    }

    @Override
    public void close() throws IOException {
        process.close();
        log.close();
    }

    private static void await(CompletableFuture<Void> ready, Child process) throws IOException, InterruptedException {
        try {
            ready.get(READY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.stop();
            throw new IOException("PostgreSQL isn't ready: " + e.getMessage(), e);
        }
    }

    private static List<String> command(Path home, Path data, int port) {
        List<String> command = new ArrayList<>(PostgresCluster.asOrdinaryUser());
        command.addAll(List.of(home.resolve("bin/postgres").toString(), "-D", data.toString()));
        Map<String, String> settings = Map.of(
                "listen_addresses", "127.0.0.1",
                "port", Integer.toString(port),
                "unix_socket_directories", "",
                "max_connections", "100",
                "shared_buffers", "32MB",
                "max_wal_size", "256MB",
                "max_worker_processes", "2",
                "autovacuum_max_workers", "1",
                "jit", "off");
        settings.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        return command;
    }
}
