package io.laiwang.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Spreads connections to one port over several others in turn, as a cluster's service does: bytes go through as they
 * are, and who isn't ready gets no new connection.
 */
public final class Balancer implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final int CONNECT_MILLIS = 2_000;

    private final Acceptor acceptor;
    private final Callable<List<Integer>> ready;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private volatile List<Integer> targets = List.of();

    private Balancer(InetSocketAddress address, Callable<List<Integer>> ready) throws IOException {
        this.ready = ready;
        this.acceptor = Acceptor.start(address, this::connect);
    }

    /** @param ready ports on this machine; asked all the time, and may take a moment */
    public static Balancer start(String host, int port, Callable<List<Integer>> ready) throws IOException {
        Balancer balancer = new Balancer(new InetSocketAddress(host, port), ready);
        Thread.ofVirtual().start(balancer::look);
        return balancer;
    }

    private void look() {
        try {
            while (!acceptor.isClosed()) {
                targets = ready.call();
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("nobody knows who is ready", e);
        }
    }

    private void connect(Socket caller) {
        open.add(caller);
        List<Integer> candidates = targets;
        int first = next.getAndIncrement();
        for (int i = 0; i < candidates.size(); i++) {
            Socket target = new Socket();
            try {
                int port = candidates.get(Math.floorMod(first + i, candidates.size()));
                target.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            } catch (IOException e) {
                continue;
            }
            open.add(target);
            Pipe.join(caller, target);
            open.remove(caller);
            open.remove(target);
            return;
        }
        open.remove(caller);
        close(caller);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        acceptor.close();
        open.forEach(Balancer::close);
    }
}
