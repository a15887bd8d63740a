package io.laiwang.gateway.board;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** What live boards may cost a gateway, and how long they live. */
@ConfigMapping(prefix = "laiwang.board")
interface BoardSettings {
    /** Boards of a conversation that a gateway keeps at once. */
    int perConversation();

    /** Boards in all. */
    int most();

    /** Points of all boards together; one takes about 50 bytes. */
    int mostPoints();

    /** A board that nobody has open is kept for so long after it was last drawn on. */
    Duration idle();

    /** How long who opens a board waits for what other gateways have of it. */
    Duration join();

    /** How often gateways compare their boards, and look who may no longer see them. */
    Duration compare();
}
