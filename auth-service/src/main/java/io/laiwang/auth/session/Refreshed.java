package io.laiwang.auth.session;

import java.util.UUID;

/** What became of a refresh. */
sealed interface Refreshed {
    record Renewed(TokenPair pair) implements Refreshed {}

    /** The token was used before and too long ago for a lost answer: its session has ended. */
    record Reused(UUID sessionId) implements Refreshed {}

    /** Never heard of it, or its session is over. */
    record Unknown() implements Refreshed {}
}
