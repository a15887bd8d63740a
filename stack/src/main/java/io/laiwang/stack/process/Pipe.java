package io.laiwang.stack.process;

import java.io.IOException;
import java.net.Socket;

/** Bytes of one socket that go to another one as they are, and back. */
public final class Pipe {
    private Pipe() {}

    /** Returns when one side has ended; then neither has anything more to say, and both are closed. */
    public static void join(Socket caller, Socket target) {
        Thread.ofVirtual().start(() -> pass(target, caller));
        pass(caller, target);
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.setTcpNoDelay(true);
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of them is gone, and so the other one goes
        }
    }
}
