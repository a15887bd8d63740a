package io.laiwang.stack.kafka;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A {@link KafkaBroker} in a JVM of its own, so that it can be killed. */
public final class KafkaProcess implements AutoCloseable {
    private static final String READY = "the broker is ready";
    private static final long READY_SECONDS = 60;
    private static final List<String> FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    /** Long enough to write an AOT cache. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Kept process;
    private final LogFile log;
    private final int port;

    private KafkaProcess(Kept process, LogFile log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    public static KafkaProcess start(Path data, Path logFile) throws IOException, InterruptedException {
        return start(data, logFile, FLAGS);
    }

    /** @param flags of its JVM */
    public static KafkaProcess start(Path data, Path logFile, List<String> flags)
            throws IOException, InterruptedException {
        Files.createDirectories(data);
        LogFile log = new LogFile(logFile);
        int port = Ports.free();
        return new KafkaProcess(new Kept(() -> run(command(flags, data, port), data, log)), log, port);
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
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

    /** @param arguments the data folder and the port */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        KafkaBroker broker = KafkaBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        System.out.println(READY);
        new CountDownLatch(1).await();
    }

    private static Child run(List<String> command, Path data, LogFile log) throws IOException, InterruptedException {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Child process = Child.start(new Child.Spec("kafka", command, Map.of(), data, "TERM", PATIENCE), line -> {
            log.accept(line);
            if (line.contains(READY)) {
                ready.complete(null);
            }
        });
        process.onEnd(() -> ready.completeExceptionally(new IOException("Kafka died while it started")));
        try {
            ready.get(READY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.stop();
            throw new IOException("Kafka isn't ready: " + e.getMessage(), e);
        }
        return process;
    }

    private static List<String> command(List<String> flags, Path data, int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KafkaProcess.class.getName()));
        command.addAll(List.of(data.toString(), Integer.toString(port)));
        return command;
    }
}
