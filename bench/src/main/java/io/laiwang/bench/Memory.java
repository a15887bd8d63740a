package io.laiwang.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Looks at what a process has of memory, five times a second, until it is closed. On Linux. */
final class Memory implements AutoCloseable {
    private final Path status;
    private final AtomicLong most = new AtomicLong();
    private final Thread looking;

    private Memory(long pid) {
        this.status = Path.of("/proc/%d/status".formatted(pid));
        this.looking = Thread.ofVirtual().start(this::look);
    }

    static Memory of(long pid) {
        return new Memory(pid);
    }

    long mostMegabytes() {
        return most.accumulateAndGet(megabytes(), Math::max);
    }

    long megabytes() {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void look() {
        while (!Thread.currentThread().isInterrupted()) {
            mostMegabytes();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    @Override
    public void close() {
        looking.interrupt();
    }
}
