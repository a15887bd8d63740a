package io.laiwang.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.stack.process.Balancer;
import io.laiwang.stack.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BalancerTest {
    private static final int NONE = -1;

    /** Says its name to whoever connects. */
    private record Named(ServerSocket server) implements AutoCloseable {
        static Named start(int name) throws IOException {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (Socket caller = server.accept()) {
                        caller.getOutputStream().write(name);
                    } catch (IOException e) {
                        // closed
                    }
                }
            });
            return new Named(server);
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Test
    void takesThoseThatAreReadyInTurnAndPassesOverOneThatIsGone() throws IOException {
        int port = Ports.free();
        int gone = Ports.free();
        try (Named one = Named.start(1);
                Named two = Named.start(2);
                Balancer _ = Balancer.start("127.0.0.1", port, () -> List.of(one.port(), gone, two.port()))) {
            Awaitility.await().until(() -> answer(port) != NONE);

            Set<Integer> answers = new TreeSet<>();
            for (int i = 0; i < 6; i++) {
                answers.add(answer(port));
            }

            assertEquals(Set.of(1, 2), answers);
        }
    }

    @Test
    void endsTheConnectionWhereNobodyIsReady() throws IOException {
        int port = Ports.free();
        try (Balancer _ = Balancer.start("127.0.0.1", port, List::of)) {
            assertEquals(NONE, answer(port));
        }
    }

    private static int answer(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read();
        }
    }
}
