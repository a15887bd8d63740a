package io.laiwang.stack.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Gives each connection to a port to a thread of its own. */
public final class Acceptor implements AutoCloseable {
    private final ServerSocket server;
    private final Consumer<Socket> taker;

    private Acceptor(ServerSocket server, Consumer<Socket> taker) {
        this.server = server;
        this.taker = taker;
    }

    /** @param address port 0 is one that is free */
    public static Acceptor start(InetSocketAddress address, Consumer<Socket> taker) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(address);
        Acceptor acceptor = new Acceptor(server, taker);
        Thread.ofVirtual().start(acceptor::accept);
        return acceptor;
    }

    public int port() {
        return server.getLocalPort();
    }

    boolean isClosed() {
        return server.isClosed();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                Thread.ofVirtual().start(() -> taker.accept(caller));
            } catch (IOException e) {
                // closed, or a caller that went at once
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
