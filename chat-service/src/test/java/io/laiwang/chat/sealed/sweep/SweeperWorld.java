package io.laiwang.chat.sealed.sweep;

import io.laiwang.chat.sealed.BurnMetrics;
import io.laiwang.chat.sealed.Cause;
import io.laiwang.chat.sealed.Sealed;
import io.laiwang.chat.sealed.Sealed.Binding;
import io.laiwang.chat.sealed.Sealed.Bound;
import io.laiwang.chat.sealed.Sealed.Unbound;
import io.laiwang.chat.sealed.SealedBook;
import io.laiwang.chat.sealed.SealedKey;
import io.laiwang.chat.sealed.SealedLog;
import io.laiwang.chat.sealed.SealedStore;
import io.laiwang.chat.sealed.TestClock;
import io.laiwang.chat.sealed.key.Secret;
import io.laiwang.chat.store.Faults;
import io.laiwang.chat.store.StoreServer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One store, one clock, and a broker that may be down. */
final class SweeperWorld {
    final SealedStore store;
    final SealedBook book;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final List<Command> told = new CopyOnWriteArrayList<>();
    // so far ahead that what is left here is due in no other test
    volatile Instant now = Instant.parse("2050-01-01T00:00:00Z");
    volatile boolean brokerIsDown;
    private long seq;

    final Clock clock = new TestClock(() -> now, Duration.ZERO);

    SweeperWorld(StoreServer server) {
        this.store = server.sealed();
        this.book = new SealedBook(store, new BurnMetrics(metrics), clock);
        // what other tests have left is not this one's
        sweepAway();
    }

    private void sweepAway() {
        Instant far = Instant.parse("2100-01-01T00:00:00Z");
        List<SealedStore.Row> rows;
        do {
            rows = store.lease(far, far, Duration.ZERO, 1_000).await().atMost(Duration.ofSeconds(30));
            List<SealedStore.Change> over = new ArrayList<>();
            for (SealedStore.Row row : rows) {
                over.add(row.to(new Sealed.Burned(row.state().key(), null, 0, now, Cause.UNSENT, now, true)));
            }
            store.change(over).await().atMost(Duration.ofSeconds(30));
        } while (!rows.isEmpty());
    }

    void sweepUntilKilled(Faults faults) {
        CompletableFuture<?> sweep = sweeper(faults.in(SealedStore.class, store))
                .sweep()
                .onFailure()
                .recoverWithItem(0)
                .subscribeAsCompletionStage();
        CompletableFuture.anyOf(sweep, faults.death().toCompletableFuture())
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    Sweeper sweeper() {
        return sweeper(store);
    }

    Sweeper sweeper(SealedStore store) {
        SealedLog log = new SealedLog(record -> {
            if (brokerIsDown) {
                return Uni.createFrom().failure(new IOException("the broker is down"));
            }
            told.add(Json.read(record.value(), Command.class));
            return Uni.createFrom().voidItem();
        });
        return Sweepers.sweeper(store, log, new BurnMetrics(metrics), clock);
    }

    void sweep() {
        sweeper().sweep().await().atMost(Duration.ofSeconds(30));
    }

    SealedKey bound(Duration limit) {
        SealedKey key = new SealedKey(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        Secret secret = new Secret(new byte[200], new byte[60], "day");
        store.add(Unbound.of(key, null, 0, now), secret).await().atMost(Duration.ofSeconds(10));
        List<UUID> readers = List.of(UUID.randomUUID(), UUID.randomUUID());
        Binding binding = new Binding(key, ++seq, seq, new Content.Burn(3_600), now.plus(limit), readers);
        book.bind(List.of(binding)).await().atMost(Duration.ofSeconds(10));
        return key;
    }

    double ended(String cause) {
        return metrics.counter("laiwang.burned", "cause", cause).count();
    }

    void change(SealedKey key, Bound next) {
        SealedStore.Row row = find(key).getFirst();
        store.change(List.of(row.to(next))).await().atMost(Duration.ofSeconds(10));
    }

    List<SealedStore.Row> find(SealedKey key) {
        return store.find(Set.of(key)).await().atMost(Duration.ofSeconds(10));
    }

    Secret secret(SealedKey key) {
        return find(key).stream()
                .map(row -> seqOf(row.state()))
                .map(at -> store.find(key.conversationId(), at)
                        .await()
                        .atMost(Duration.ofSeconds(10))
                        .orElseThrow())
                .map(SealedStore.Row::secret)
                .filter(secret -> secret != null)
                .findFirst()
                .orElse(null);
    }

    private static long seqOf(Sealed state) {
        return switch (state) {
            case Unbound _ -> 0;
            case Bound bound -> bound.seq();
            case Sealed.Burned burned -> burned.seq();
        };
    }

    List<Command> told(SealedKey key) {
        return told.stream()
                .filter(command -> command.conversationId().equals(key.conversationId()))
                .toList();
    }

    Command.Burned burned(SealedKey key) {
        long at = ((Command.Burned) told(key).getFirst()).seq();
        return new Command.Burned(key.conversationId(), key.senderId(), key.messageId(), at);
    }
}
