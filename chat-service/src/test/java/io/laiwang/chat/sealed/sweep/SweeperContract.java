package io.laiwang.chat.sealed.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.chat.sealed.BurnMetrics;
import io.laiwang.chat.sealed.Reader;
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
import io.laiwang.chat.store.Faults.Fault;
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
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What is due is erased and told, over everything that may come between. {@code -Dlaiwang.sweep.backlog=100000} measures
 * how long a large backlog takes.
 */
public interface SweeperContract {
    int BACKLOG = Integer.getInteger("laiwang.sweep.backlog", 1_200);
    Duration SKEW = Sweepers.SKEW;

    StoreServer server();

    @Test
    default void nothingGoesBeforeItsTimeAndEverythingAtIt() {
        World world = new World(server());
        SealedKey key = world.bound(Duration.ofSeconds(30));

        world.now = world.now.plusSeconds(30).plus(SKEW).minusMillis(1);
        world.sweep();
        assertNotNull(world.secret(key));
        world.now = world.now.plusMillis(1);
        world.sweep();

        assertNull(world.secret(key));
        assertEquals(List.of(world.burned(key)), world.told(key));
        assertEquals(
                1, world.metrics.counter("laiwang.burned", "cause", "expired").count());
        world.book.told(List.of(world.burned(key))).await().atMost(Duration.ofSeconds(10));
        assertTrue(world.find(key).isEmpty(), "the log has told it, so nothing is left");
    }

    @Test
    default void whatTheLogDidNotTakeIsErasedAllTheSameAndToldLater() {
        World world = new World(server());
        SealedKey key = world.bound(Duration.ofSeconds(30));
        world.brokerIsDown = true;
        world.now = world.now.plusSeconds(40);
        world.sweep();
        assertNull(world.secret(key));
        assertEquals(List.of(), world.told(key));

        world.brokerIsDown = false;
        world.sweep();
        assertEquals(List.of(), world.told(key), "not at every turn");
        world.now = world.now.plusSeconds(10);
        world.sweep();
        assertEquals(List.of(world.burned(key)), world.told(key));
    }

    @Test
    default void anOpeningThatWasNotToldIsToldByTheSweeper() {
        World world = new World(server());
        SealedKey key = world.bound(Duration.ofDays(7));
        Bound row = (Bound) world.find(key).getFirst().state();
        UUID reader = row.readers().getFirst().accountId();
        world.change(key, row.open(reader, world.now).orElseThrow().row());

        world.now = world.now.plusSeconds(8);
        world.sweep();

        Command opened = new Command.Opened(key.conversationId(), key.senderId(), key.messageId(), row.seq(), reader);
        assertEquals(List.of(opened), world.told(key));
        world.book.told(List.of((Command.Opened) opened)).await().atMost(Duration.ofSeconds(10));
        world.now = world.now.plusSeconds(60);
        world.sweep();
        assertEquals(1, world.told(key).size());
    }

    @Test
    default void whatALeavingEndedIsToldAndCountedOnce() {
        World world = new World(server());
        SealedKey key = world.bound(Duration.ofDays(7));
        Bound row = (Bound) world.find(key).getFirst().state();
        for (int again = 0; again < 2; again++) {
            for (Reader reader : row.readers()) {
                world.book
                        .left(key.conversationId(), reader.accountId())
                        .await()
                        .atMost(Duration.ofSeconds(10));
            }
        }
        assertNull(world.secret(key), "gone before anything sweeps");
        assertEquals(1, world.ended("left"));

        world.now = world.now.plus(SKEW);
        world.sweep();
        assertEquals(List.of(world.burned(key)), world.told(key));
        assertEquals(1, world.ended("left"));
    }

    @Test
    default void whatIsTakenBackIsCounted() {
        World world = new World(server());
        SealedKey key = world.bound(Duration.ofDays(7));
        world.book.recalled(List.of(key)).await().atMost(Duration.ofSeconds(10));
        world.book.recalled(List.of(key)).await().atMost(Duration.ofSeconds(10));

        assertTrue(world.find(key).isEmpty());
        assertEquals(1, world.ended("recalled"));
    }

    /** A killed one holds what it has leased for the lease, and no longer. */
    @Test
    default void twoSweepersDoNothingTwiceAndAKilledOneIsReplaced() {
        World world = new World(server());
        List<SealedKey> keys = IntStream.range(0, BACKLOG)
                .mapToObj(i -> world.bound(Duration.ofSeconds(5)))
                .toList();
        world.now = world.now.plusSeconds(60);
        int leased = world.store
                .lease(world.now, world.now, Duration.ofSeconds(10), 100)
                .await()
                .atMost(Duration.ofSeconds(10))
                .size();
        assertEquals(100, leased);

        long start = System.nanoTime();
        Uni.join()
                .all(world.sweeper().sweep(), world.sweeper().sweep())
                .andFailFast()
                .await()
                .atMost(Duration.ofMinutes(5));
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("swept %d in %.1f s: %.0f a second%n", BACKLOG - 100, seconds, (BACKLOG - 100) / seconds);
        assertEquals(BACKLOG - 100, world.told.size());
        world.now = world.now.plusSeconds(11);
        world.sweep();

        long burned = world.told.stream()
                .filter(Command.Burned.class::isInstance)
                .distinct()
                .count();
        assertEquals(BACKLOG, burned);
        assertTrue(keys.stream().allMatch(key -> BACKLOG > 5_000 || world.secret(key) == null));
    }

    /** Whatever it was doing, and whether that took effect or not: another one finishes it. */
    @Test
    default void oneThatIsKilledAtAnyStepIsReplaced() {
        World world = new World(server());
        for (Fault fault : Fault.values()) {
            for (int place = 0; place < 4; place++) {
                int killedAt = place;
                List<SealedKey> keys = IntStream.range(0, 2)
                        .mapToObj(i -> world.bound(Duration.ofSeconds(5)))
                        .toList();
                world.now = world.now.plusSeconds(60);
                world.sweepUntilKilled(new Faults(call -> call == killedAt ? fault : Fault.NONE));
                world.now = world.now.plusSeconds(20);
                // what the dead one's last call still has in its hands is the next turn's
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                    world.sweep();
                    return keys.stream().allMatch(key -> world.secret(key) == null);
                });

                for (SealedKey key : keys) {
                    String where = "%s at call %d".formatted(fault, place);
                    assertEquals(
                            List.of(world.burned(key)),
                            world.told(key).stream().distinct().toList(),
                            where);
                    world.book.told(List.of(world.burned(key))).await().atMost(Duration.ofSeconds(10));
                    assertTrue(world.find(key).isEmpty(), where);
                }
            }
        }
    }

    /** One store, one clock, and a broker that may be down. */
    final class World {
        private final SealedStore store;
        private final SealedBook book;
        private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        private final List<Command> told = new CopyOnWriteArrayList<>();
        // so far ahead that what is left here is due in no other test
        private volatile Instant now = Instant.parse("2050-01-01T00:00:00Z");
        private volatile boolean brokerIsDown;
        private long seq;

        private final Clock clock = new TestClock(() -> now, Duration.ZERO);

        World(StoreServer server) {
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
                    over.add(row.to(new io.laiwang.chat.sealed.Sealed.Burned(
                            row.state().key(), null, 0, now, io.laiwang.chat.sealed.Cause.UNSENT, now, true)));
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

        private Sweeper sweeper(SealedStore store) {
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
            Binding binding = new Binding(key, ++seq, new Content.Burn(3_600), now.plus(limit), readers);
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

        private static long seqOf(io.laiwang.chat.sealed.Sealed state) {
            return switch (state) {
                case Unbound _ -> 0;
                case Bound bound -> bound.seq();
                case io.laiwang.chat.sealed.Sealed.Burned burned -> burned.seq();
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
}
