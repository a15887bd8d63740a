package io.laiwang.e2e;

import io.laiwang.stack.process.Pipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Supplier;

/** Stands before a service that sleeps, as Knative's does: who calls waits until it is awake. */
final class Activator implements AutoCloseable {
    private final ServerSocket server;
    private final Supplier<Integer> awake;

    /** @param awake the port of the service, once it takes calls; asked for every connection, at once */
    Activator(Supplier<Integer> awake) {
        this.awake = awake;
        try {
            this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void connect(Socket caller) {
        try {
            Pipe.join(caller, new Socket(InetAddress.getLoopbackAddress(), awake.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
