package io.laiwang.chat.sealed.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.chat.sealed.Reader;
import io.laiwang.chat.sealed.Sealed.Bound;
import io.laiwang.chat.sealed.SealedKey;
import io.laiwang.chat.store.Faults;
import io.laiwang.chat.store.Faults.Fault;
import io.laiwang.chat.store.StoreServer;
import io.laiwang.contracts.Command;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
        SweeperWorld world = new SweeperWorld(server());
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
        SweeperWorld world = new SweeperWorld(server());
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
        SweeperWorld world = new SweeperWorld(server());
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
        SweeperWorld world = new SweeperWorld(server());
        SealedKey key = world.bound(Duration.ofDays(7));
        Bound row = (Bound) world.find(key).getFirst().state();
        for (int again = 0; again < 2; again++) {
            for (Reader reader : row.readers()) {
                world.book
                        .left(key.conversationId(), reader.accountId(), Long.MAX_VALUE)
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
    default void whoIsNotAmongThoseWhoStayedNoLongerCounts() {
        SweeperWorld world = new SweeperWorld(server());
        SealedKey key = world.bound(Duration.ofDays(7));
        UUID conversation = key.conversationId();
        Reader first = ((Bound) world.find(key).getFirst().state()).readers().getFirst();

        world.book
                .stayed(conversation, Set.of(first.accountId()), Long.MAX_VALUE)
                .await()
                .atMost(Duration.ofSeconds(10));
        assertEquals(List.of(first), ((Bound) world.find(key).getFirst().state()).readers());
        assertNotNull(world.secret(key));

        for (int again = 0; again < 2; again++) {
            world.book.stayed(conversation, Set.of(), Long.MAX_VALUE).await().atMost(Duration.ofSeconds(10));
        }
        assertNull(world.secret(key));
        assertEquals(1, world.ended("left"));
    }

    @Test
    default void whatIsTakenBackIsCounted() {
        SweeperWorld world = new SweeperWorld(server());
        SealedKey key = world.bound(Duration.ofDays(7));
        world.book.recalled(List.of(key)).await().atMost(Duration.ofSeconds(10));
        world.book.recalled(List.of(key)).await().atMost(Duration.ofSeconds(10));

        assertTrue(world.find(key).isEmpty());
        assertEquals(1, world.ended("recalled"));
    }

    /** A killed one holds what it has leased for the lease, and no longer. */
    @Test
    default void twoSweepersDoNothingTwiceAndAKilledOneIsReplaced() {
        SweeperWorld world = new SweeperWorld(server());
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
        SweeperWorld world = new SweeperWorld(server());
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
}
