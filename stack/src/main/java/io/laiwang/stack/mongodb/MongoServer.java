package io.laiwang.stack.mongodb;

import io.laiwang.stack.process.Child;
import io.laiwang.stack.process.Kept;
import io.laiwang.stack.process.LogFile;
import io.laiwang.stack.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A mongod as a replica set of one, on loopback: only a replica set keeps {@code w: majority}. Its data survives {@link
 * #close} and {@code kill -9}.
 */
public final class MongoServer implements AutoCloseable {
    private static final long READY_SECONDS = 60;

    /** Kept, because a logger that nobody holds forgets its level. The driver tells all its settings at every start. */
    private static final Logger DRIVER = Logger.getLogger("org.mongodb");

    static {
        DRIVER.setLevel(Level.SEVERE);
    }

    private final Kept process;
    private final LogFile log;
    private final int port;

    private MongoServer(Kept process, LogFile log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    public static MongoServer start(Path data, Path logFile) throws IOException, InterruptedException {
        Path mongod = MongodBinary.find();
        Files.createDirectories(data);
        LogFile log = new LogFile(logFile);
        int port = Ports.free();
        return new MongoServer(new Kept(() -> run(mongod, data, port, log, logFile)), log, port);
    }

    private static Child run(Path mongod, Path data, int port, LogFile log, Path logFile)
            throws IOException, InterruptedException {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Child process = Child.start(
                new Child.Spec("mongod", command(mongod, data, port), Map.of(), data, "TERM", Duration.ofSeconds(15)),
                line -> {
                    log.accept(line);
                    if (line.contains("Waiting for connections")) {
                        ready.complete(null);
                    }
                });
        process.onEnd(() ->
                ready.completeExceptionally(new IOException("mongod didn't start, its log says why: " + logFile)));
        try {
            ready.get(READY_SECONDS, TimeUnit.SECONDS);
            ReplicaSet.initiate(port);
        } catch (ExecutionException | TimeoutException | IOException e) {
            process.stop();
            throw new IOException("mongod isn't ready: " + e.getMessage(), e);
        }
        return process;
    }

    public String url() {
        return "mongodb://127.0.0.1:%d/?replicaSet=rs0&directConnection=true".formatted(port);
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

    private static List<String> command(Path mongod, Path data, int port) {
        return List.of(
                mongod.toString(),
                "--dbpath",
                data.toString(),
                "--bind_ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--replSet",
                "rs0",
                "--wiredTigerCacheSizeGB",
                "0.25",
                "--oplogSize",
                "256");
    }
}
