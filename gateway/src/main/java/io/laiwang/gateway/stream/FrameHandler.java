package io.laiwang.gateway.stream;

import java.util.Set;

/** Client frames that a feature of its own serves. */
public interface FrameHandler {
    /** The {@code type}s that are its own. */
    Set<String> types();

    /**
     * On the event loop of the frame's stream, in the order in which its client sent them.
     *
     * @throws io.laiwang.kit.problem.Refused what is wrong with it; the client is told
     */
    void handle(ClientFrame frame);
}
