package io.laiwang.gateway.presence;

import io.laiwang.gateway.relation.Relations;
import io.laiwang.gateway.stream.Stream;
import io.laiwang.gateway.stream.StreamChange;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who on this gateway watches whom. A change is shown to those who are contacts at that moment: it is asked again each
 * time, one question for a change, so a block or a removal holds from the next change on. While group-service is away
 * nothing is shown, and what has changed meanwhile is shown when it is back.
 */
@Singleton
class Watches {
    private static final long TRY_AGAIN_MILLIS = 1_000;
    private static final int QUESTIONS = 16;

    private final Roster roster;
    private final Relations relations;
    private final Map<UUID, Watch> byStream = new ConcurrentHashMap<>();
    private final Map<UUID, Set<Watch>> byAccount = new ConcurrentHashMap<>();
    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicLong numbers = new AtomicLong();

    Watches(Roster roster, Relations relations, Vertx vertx) {
        this.roster = roster;
        this.relations = relations;
        vertx.setPeriodic(TRY_AGAIN_MILLIS, timer -> showChanges());
    }

    /** Says who of them may be watched; {@link Replacement#show} makes it so. */
    Uni<Replacement> watch(Stream stream, Set<UUID> accountIds) {
        long number = numbers.incrementAndGet();
        return relations
                .contacts(stream.identity().accountId(), accountIds)
                .map(allowed -> new Replacement(stream, new Watch(number, stream, Set.copyOf(allowed))));
    }

    /** A list that takes the place of the stream's last one, unless a later one has done so already. */
    final class Replacement {
        private final Stream stream;
        private final Watch watch;

        private Replacement(Stream stream, Watch watch) {
            this.stream = stream;
            this.watch = watch;
        }

        void show() {
            put(stream.id(), watch);
            if (!stream.isOpen()) {
                drop(stream.id());
            }
            watch.accountIds().forEach(id -> watch.show(id, roster));
        }
    }

    void onChange(@Observes StreamChange change) {
        if (!change.open()) {
            drop(change.stream().id());
        }
    }

    void changed(UUID accountId) {
        if (byAccount.containsKey(accountId)) {
            changed.add(accountId);
            showChanges();
        }
    }

    private void put(UUID streamId, Watch watch) {
        byStream.compute(streamId, (id, old) -> {
            if (old != null && old.number() > watch.number()) {
                return old;
            }
            unlink(old);
            watch.accountIds().forEach(account -> byAccount
                    .computeIfAbsent(account, a -> ConcurrentHashMap.newKeySet())
                    .add(watch));
            return watch;
        });
    }

    private void drop(UUID streamId) {
        unlink(byStream.remove(streamId));
    }

    private void unlink(@Nullable Watch watch) {
        if (watch != null) {
            watch.accountIds()
                    .forEach(account -> byAccount.computeIfPresent(account, (id, watches) -> {
                        watches.remove(watch);
                        return watches.isEmpty() ? null : watches;
                    }));
        }
    }

    private void showChanges() {
        UUID accountId;
        while (asking.get() < QUESTIONS && (accountId = take()) != null) {
            show(accountId);
        }
    }

    private @Nullable UUID take() {
        Iterator<UUID> next = changed.iterator();
        if (!next.hasNext()) {
            return null;
        }
        UUID accountId = next.next();
        next.remove();
        return accountId;
    }

    private void show(UUID accountId) {
        Set<Watch> watching = Set.copyOf(byAccount.getOrDefault(accountId, Set.of()));
        asking.incrementAndGet();
        relations
                .contacts(accountId, watching.stream().map(Watch::watcher).collect(Collectors.toSet()))
                .onTermination()
                .invoke(asking::decrementAndGet)
                .subscribe()
                .with(
                        allowed -> {
                            show(accountId, watching, allowed);
                            showChanges();
                        },
                        failure -> changed.add(accountId));
    }

    private void show(UUID accountId, Set<Watch> watching, Set<UUID> allowed) {
        watching.stream()
                .filter(watch -> allowed.contains(watch.watcher()))
                .forEach(watch -> watch.show(accountId, roster));
    }
}
