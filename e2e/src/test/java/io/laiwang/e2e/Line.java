package io.laiwang.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a client and the gateway, which can be cut, and led to another gateway. */
final class Line implements AutoCloseable {
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile URI target;
    private volatile boolean cut;

    private Line(URI target, ServerSocket entrance) {
        this.target = target;
        this.entrance = entrance;
    }

    static Line to(String url) {
        try {
            Line line = new Line(URI.create(url), new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(line::accept);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + entrance.getLocalPort();
    }

    /** What comes from now on goes there; what is open stays, as behind a load balancer. */
    void leadsTo(String url) {
        target = URI.create(url);
    }

    /** What is open breaks, what comes is turned away. */
    void cut() {
        cut = true;
        open.forEach(Line::close);
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        open.forEach(Line::close);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Thread.ofVirtual().start(() -> connect(client));
            }
        } catch (IOException e) {
            // closed: the story is over
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket server = new Socket(target.getHost(), target.getPort())) {
            open.add(client);
            open.add(server);
            if (cut) {
                return;
            }
            Thread.ofVirtual().start(() -> pour(server, client));
            pour(client, server);
        } catch (IOException e) {
            // an end that went away
        } finally {
            open.remove(client);
        }
    }

    /** Until one of the two closes; then both do. */
    private void pour(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // an end that went away
        } finally {
            open.remove(from);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it was closed already
        }
    }
}
