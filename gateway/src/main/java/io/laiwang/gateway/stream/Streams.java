package io.laiwang.gateway.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open streams of this gateway, by account. */
@Singleton
public class Streams {
    /** A silent peer is noticed late by this part of its silence at most. */
    private static final int LOOKS = 15;

    private static final String GOING_AWAY = "the server is going away";

    private final Map<UUID, Set<Stream>> byAccount = new ConcurrentHashMap<>();
    private final StreamSettings settings;
    private final Event<StreamChange> changes;
    private final StreamMetrics metrics;
    private volatile boolean going;

    Streams(
            StreamSettings settings,
            Event<StreamChange> changes,
            StreamMetrics metrics,
            Vertx vertx,
            MeterRegistry registry) {
        this.settings = settings;
        this.changes = changes;
        this.metrics = metrics;
        registry.gauge("laiwang.streams", this, Streams::count);
        vertx.setPeriodic(settings.heartbeat().toMillis(), timer -> all().forEach(Stream::ping));
        vertx.setPeriodic(settings.silence().dividedBy(LOOKS).toMillis(), timer -> dropSilent());
    }

    /** False when the account has as many as it may. */
    boolean add(Stream stream) {
        Set<Stream> streams = byAccount.compute(stream.identity().accountId(), (account, present) -> {
            Set<Stream> open = present == null ? ConcurrentHashMap.newKeySet() : present;
            if (open.size() < settings.maxPerAccount()) {
                open.add(stream);
            }
            return open;
        });
        boolean added = streams.contains(stream);
        if (added) {
            changes.fire(new StreamChange(stream, true));
        }
        return added;
    }

    /** This gateway is about to go: whoever comes is to come to another. */
    public void takeNoMore() {
        going = true;
    }

    boolean takesMore() {
        return !going;
    }

    boolean isFull(UUID accountId) {
        return byAccount.getOrDefault(accountId, Set.of()).size() >= settings.maxPerAccount();
    }

    void remove(Stream stream) {
        byAccount.computeIfPresent(stream.identity().accountId(), (account, open) -> {
            open.remove(stream);
            return open.isEmpty() ? null : open;
        });
        changes.fire(new StreamChange(stream, false));
    }

    public boolean isHere(UUID accountId) {
        return byAccount.containsKey(accountId);
    }

    /**
     * To every stream of the accounts that are here.
     *
     * @param except the stream that learns of it in another way
     */
    public void deliver(Collection<UUID> accountIds, byte[] frame, @Nullable UUID except) {
        List<UUID> here = accountIds.stream().filter(this::isHere).toList();
        if (!here.isEmpty()) {
            deliver(here, new String(frame, StandardCharsets.UTF_8), except);
        }
    }

    private void deliver(List<UUID> here, String frame, @Nullable UUID except) {
        int delivered = 0;
        for (UUID account : here) {
            for (Stream stream : byAccount.getOrDefault(account, Set.of())) {
                if (!stream.id().equals(except)) {
                    stream.send(frame);
                    delivered++;
                }
            }
        }
        metrics.delivered(delivered);
    }

    public void endSession(UUID accountId, UUID sessionId) {
        byAccount.getOrDefault(accountId, Set.of()).stream()
                .filter(stream -> stream.identity().sessionId().equals(sessionId))
                .forEach(stream -> stream.close(CloseCode.SESSION_ENDED, "session ended"));
    }

    /** Frames may have been missed: the clients come back and sync. */
    public void closeAll(String reason) {
        all().forEach(stream -> stream.close(CloseCode.GOING_AWAY, reason));
    }

    /** So many may stay for now. */
    public void closeAllBut(long count) {
        all().stream().skip(count).forEach(stream -> stream.close(CloseCode.GOING_AWAY, GOING_AWAY));
    }

    void onStop(@Observes @Priority(1) ShutdownEvent event) {
        closeAll(GOING_AWAY);
    }

    private void dropSilent() {
        all().stream()
                .filter(stream -> stream.silentNanos() > settings.silence().toNanos())
                .forEach(stream -> stream.close(CloseCode.GOING_AWAY, "silent for too long"));
    }

    private List<Stream> all() {
        return byAccount.values().stream().flatMap(Set::stream).toList();
    }

    public int count() {
        return byAccount.values().stream().mapToInt(Set::size).sum();
    }
}
