package io.laiwang.stack.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process on a leash ({@code leash.sh}): it ends when {@link #stop} is called and also when this JVM dies in any way,
 * {@code kill -9} included. Its output goes to a log file line by line.
 */
public final class Child implements AutoCloseable {
    private final String name;
    private final Process leash;
    private final Duration patience;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Child(String name, Process leash, Duration patience) {
        this.name = name;
        this.leash = leash;
        this.patience = patience;
    }

    /** How to run it. {@code patience} is what it gets between the stop signal and SIGKILL. */
    public record Spec(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path folder,
            String stopSignal,
            Duration patience) {}

    public static Child start(Spec spec, Consumer<String> lines) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                Leash.SCRIPT,
                "leash",
                spec.stopSignal(),
                Long.toString(spec.patience().toSeconds())));
        command.addAll(spec.command());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(spec.folder().toFile()).redirectErrorStream(true);
        builder.environment().putAll(spec.environment());
        try {
            Child child = new Child(spec.name(), builder.start(), spec.patience());
            Thread.ofPlatform().daemon().name(spec.name() + "-output").start(() -> child.read(lines));
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    /** The process itself, not its leash. */
    public Optional<ProcessHandle> process() {
        return leash.children().findFirst();
    }

    /** Runs {@code action} when the process has ended, for whatever reason; at once if it has already. */
    public void onEnd(Runnable action) {
        var unused = ended.thenRun(action);
    }

    public void awaitEnd() {
        ended.join();
    }

    public boolean isAlive() {
        return !ended.isDone();
    }

    /** Lets go of the leash and waits until the process is gone. */
    public void stop() {
        Optional<ProcessHandle> process = process();
        try {
            leash.getOutputStream().close();
            if (!leash.waitFor(patience.toMillis() + 2_000, TimeUnit.MILLISECONDS)) {
                leash.destroyForcibly();
            }
        } catch (IOException e) {
            leash.destroyForcibly();
        } catch (InterruptedException e) {
            leash.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        process.ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        stop();
    }

    private void read(Consumer<String> lines) {
        try (BufferedReader output = leash.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.accept(line);
            }
        } catch (IOException | UncheckedIOException e) {
            lines.accept("(output lost: " + e.getMessage() + ")");
        } finally {
            ended.complete(null);
        }
    }
}
