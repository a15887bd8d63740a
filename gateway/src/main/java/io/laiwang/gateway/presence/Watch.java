package io.laiwang.gateway.presence;

import io.laiwang.contracts.ServerFrame;
import io.laiwang.gateway.stream.Stream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a stream watches, and what it was shown last of each. */
final class Watch {
    private final long number;
    private final Stream stream;
    private final Set<UUID> accountIds;
    private final Map<UUID, ServerFrame.Presence> shown = new HashMap<>();

    Watch(long number, Stream stream, Set<UUID> accountIds) {
        this.number = number;
        this.stream = stream;
        this.accountIds = accountIds;
    }

    long number() {
        return number;
    }

    Set<UUID> accountIds() {
        return accountIds;
    }

    UUID watcher() {
        return stream.identity().accountId();
    }

    /** What is so now, unless it is what was shown; the last one sent is always the newest. */
    synchronized void show(UUID accountId, Roster roster) {
        ServerFrame.Presence now = roster.of(accountId);
        ServerFrame.Presence before = shown.put(accountId, now);
        if (before == null || before.online() != now.online()) {
            stream.send(now);
        }
    }
}
