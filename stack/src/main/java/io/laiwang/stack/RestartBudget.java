package io.laiwang.stack;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** At most five restarts of a service in a minute: more of the same won't help. */
final class RestartBudget {
    private static final int RESTARTS = 5;
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<Service, Deque<Long>> deaths = new EnumMap<>(Service.class);

    synchronized boolean allows(Service service) {
        Deque<Long> recent = deaths.computeIfAbsent(service, s -> new ArrayDeque<>());
        long now = System.nanoTime();
        recent.removeIf(death -> now - death > WINDOW_NANOS);
        recent.add(now);
        return recent.size() <= RESTARTS;
    }
}
