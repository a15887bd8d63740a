package io.laiwang.chat.sealed;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One who may open a message.
 *
 * @param openedAt the first time, on whichever device
 * @param until its own deadline, once it has opened
 * @param told whether the log has told the sender
 */
public record Reader(
        UUID accountId,
        @Nullable Instant openedAt,
        @Nullable Instant until,
        boolean told) {
    static Reader of(UUID accountId) {
        return new Reader(accountId, null, null, false);
    }

    Reader opened(Instant now, Instant deadline) {
        return new Reader(accountId, now, deadline, false);
    }

    Reader tellOpened() {
        return new Reader(accountId, openedAt, until, true);
    }

    boolean isUntold() {
        return openedAt != null && !told;
    }
}
