package io.laiwang.stack.process;

import java.io.IOException;
import java.time.Duration;

/** A server's process; and, once {@link #keepAlive} was called, the next one when it dies. */
public final class Kept implements AutoCloseable {
    /** What is left of a killed server may hold its files for a moment. */
    private static final int ATTEMPTS = 20;

    private static final Duration BETWEEN = Duration.ofMillis(500);

    /** Returns when the process is ready to serve, each time at the same address. */
    @FunctionalInterface
    public interface Start {
        Child start() throws IOException, InterruptedException;
    }

    private final Start start;
    private volatile Child child;
    private volatile boolean closing;

    public Kept(Start start) throws IOException, InterruptedException {
        this.start = start;
        this.child = start.start();
    }

    public Child child() {
        return child;
    }

    /** From now on. */
    public void keepAlive() {
        child.onEnd(this::startAgain);
    }

    @Override
    public void close() {
        closing = true;
        child.stop();
    }

    private void startAgain() {
        // until its leash is let go a dead process keeps its pid, and whoever finds that pid takes it for alive
        child.stop();
        try {
            for (int attempt = 0; attempt < ATTEMPTS && !closing; attempt++) {
                if (startedAgain()) {
                    return;
                }
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean startedAgain() throws InterruptedException {
        try {
            child = start.start();
        } catch (IOException e) {
            return false;
        }
        if (closing) {
            child.stop();
        }
        keepAlive();
        return true;
    }
}
