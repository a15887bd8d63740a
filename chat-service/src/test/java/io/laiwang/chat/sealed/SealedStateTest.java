package io.laiwang.chat.sealed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.chat.sealed.Sealed.Binding;
import io.laiwang.chat.sealed.Sealed.Bound;
import io.laiwang.chat.sealed.Sealed.Burned;
import io.laiwang.chat.sealed.Sealed.Opening;
import io.laiwang.chat.sealed.Sealed.Unbound;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a row may become, held against a model that only knows what was promised. */
class SealedStateTest {
    private static final Instant START = Instant.parse("2026-01-02T12:00:00Z");
    private static final int WALKS = 2_000;
    private static final int STEPS = 40;

    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final UUID cat = UUID.randomUUID();
    private final SealedKey key = new SealedKey(UUID.randomUUID(), ann, UUID.randomUUID());

    @Test
    void theFirstOpeningStartsTheOneClockOfAnAccount() {
        Bound row = bound(new Content.Burn(10), Duration.ofDays(7));
        Opening first = row.open(ben, START.plusSeconds(5)).orElseThrow();
        Opening again = first.row().open(ben, START.plusSeconds(14)).orElseThrow();

        assertTrue(first.isFirst());
        assertFalse(again.isFirst());
        assertEquals(START.plusSeconds(15), first.until());
        assertEquals(first.until(), again.until());
        assertTrue(again.row().open(ben, START.plusSeconds(15)).isEmpty());
        assertTrue(again.row().open(cat, START.plusSeconds(15)).isPresent(), "each reader burns alone");
    }

    @Test
    void theSenderHasNoClock() {
        Bound row = bound(new Content.Burn(10), Duration.ofDays(7));
        Opening own = row.open(ann, START).orElseThrow();

        assertEquals(row, own.row());
        assertEquals(START.plus(Duration.ofDays(7)), own.until());
        assertTrue(row.open(UUID.randomUUID(), START).isEmpty(), "nobody else opens it");
    }

    @Test
    void theLastClockThatRunsOutEndsItForAll() {
        Bound row = opened(opened(bound(new Content.Burn(10), Duration.ofDays(7)), ben, 1), cat, 5);

        assertEquals(START.plusSeconds(15), row.deadline());
        assertTrue(row.open(ann, START.plusSeconds(15)).isEmpty());
        assertEquals(Cause.READ, row.endedBy());
        Bound one = opened(bound(new Content.Burn(10), Duration.ofDays(7)), ben, 1);
        assertEquals(START.plusSeconds(11), one.without(cat::equals).deadline(), "who leaves no longer counts");
    }

    @Test
    void whenTheLastOneLeavesThereIsNobodyToWaitFor() {
        Bound two = bound(new Content.Burn(10), Duration.ofDays(7));
        Bound one = (Bound) two.leave(cat::equals, START);
        Burned gone = (Burned) one.leave(ben::equals, START.plusSeconds(1));

        assertEquals(Cause.LEFT, gone.cause());
        assertEquals(START.plusSeconds(1), gone.dueAt(), "to be told and erased at once");
        assertEquals(one, one.leave(cat::equals, START), "one who isn't in can't leave");
        Bound timed = (Bound) bound(null, Duration.ofSeconds(30)).leave(ben::equals, START);
        assertEquals(
                START.plusSeconds(30),
                ((Bound) timed.leave(cat::equals, START)).deadline(),
                "a timer is for all, its sender too");
    }

    @Test
    void whenAllClocksOfThoseWhoStayHaveRunOutALeavingEndsIt() {
        Bound row = opened(bound(new Content.Burn(10), Duration.ofDays(7)), ben, 1);

        assertTrue(row.leave(cat::equals, START.plusSeconds(10)) instanceof Bound);
        Burned gone = (Burned) row.leave(cat::equals, START.plusSeconds(11));
        assertEquals(Cause.READ, gone.cause());
    }

    @Test
    void aMessageThatNobodyElseWasThereForIsItsSendersToItsEnd() {
        Bound row = Unbound.of(key, null, 0, START)
                .bind(new Binding(key, 1, 1, new Content.Burn(10), START.plus(Duration.ofDays(7)), List.of(ann)));

        assertTrue(row.open(ann, START.plus(Duration.ofDays(6))).isPresent());
        assertFalse(row.isOver(START.plus(Duration.ofDays(6))));
    }

    @Test
    void aTimerEndsItOpenedOrNot() {
        Bound row = opened(bound(null, Duration.ofSeconds(30)), ben, 29);

        assertEquals(
                START.plusSeconds(30),
                row.open(ben, START.plusSeconds(29)).orElseThrow().until());
        assertTrue(row.open(ben, START.plusSeconds(30)).isEmpty());
        assertEquals(List.of(ben), row.openedBy());
    }

    @Test
    void whatIsToldAndErasedIsOver() {
        Burned burned = bound(null, Duration.ofSeconds(30)).burn(START, Cause.EXPIRED);

        assertFalse(burned.isOver());
        assertTrue(burned.tell().isOver());
        Burned withMedium = new Burned(key, UUID.randomUUID(), 1, START, Cause.EXPIRED, START, true);
        assertFalse(withMedium.isOver());
        assertTrue(withMedium.mediumErased().isOver());
        assertTrue(Unbound.of(key, null, 0, START).burn(START, Cause.UNSENT).isOver());
    }

    @Test
    void aContentThatNeverComesGoesAfterADayOrItsTimer() {
        assertEquals(
                START.plus(Duration.ofHours(24)),
                Unbound.of(key, null, 0, START).dueAt());
        assertEquals(START.plusSeconds(60), Unbound.of(key, null, 60, START).dueAt());
        assertEquals(
                START.plus(Duration.ofHours(24)),
                Unbound.of(key, null, 2_592_000, START).dueAt());
    }

    @Test
    void everyStateComesBackFromTheStoreAsItWas() {
        Bound row = opened(bound(new Content.Burn(10), Duration.ofDays(7)), ben, 1);
        List<Sealed> states = List.of(Unbound.of(key, UUID.randomUUID(), 60, START), row, row.burn(START, Cause.READ));
        for (Sealed state : states) {
            assertEquals(state, Json.read(Json.bytes(state), Sealed.class));
        }
    }

    /** Whatever happens in whatever order: nobody opens at or after a deadline, and deadlines never move back. */
    @Test
    void nothingIsOpenedAtOrAfterItsDeadline() {
        for (long seed = 1; seed <= WALKS; seed++) {
            walk(new Random(seed), "seed " + seed);
        }
    }

    private void walk(Random random, String name) {
        Content.Burn burn = random.nextBoolean() ? new Content.Burn(random.nextInt(1, 20)) : null;
        Duration limit = Duration.ofSeconds(random.nextInt(5, 60));
        Sealed row = bound(burn, limit);
        Map<UUID, Instant> promised = new HashMap<>();
        List<UUID> present = new ArrayList<>(List.of(ben, cat));
        Instant now = START;
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> now = now.plusMillis(random.nextInt(4_000));
                case 2, 3 -> {
                    UUID account = List.of(ann, ben, cat).get(random.nextInt(3));
                    Optional<Opening> opening =
                            row instanceof Bound bound ? bound.open(account, now) : Optional.empty();
                    check(opening, account, now, burn, START.plus(limit), promised, present, name);
                    if (opening.isPresent()) {
                        row = opening.get().row();
                    }
                }
                case 4 -> {
                    UUID account = random.nextInt(10) == 0 ? cat : UUID.randomUUID();
                    present.remove(account);
                    row = row instanceof Bound bound ? bound.without(account::equals) : row;
                }
                default -> {
                    if (row instanceof Bound bound && (bound.isOver(now) || random.nextInt(20) == 0)) {
                        row = bound.burn(now, bound.endedBy());
                    }
                }
            }
        }
    }

    private void check(
            Optional<Opening> opening,
            UUID account,
            Instant now,
            Content.Burn burn,
            Instant limit,
            Map<UUID, Instant> promised,
            List<UUID> present,
            String name) {
        if (opening.isEmpty()) {
            return;
        }
        Instant until = opening.get().until();
        assertTrue(now.isBefore(until), name);
        assertFalse(until.isAfter(limit), name);
        if (!account.equals(ann)) {
            assertTrue(present.contains(account), name + ": one who left");
            Instant before = promised.putIfAbsent(account, until);
            assertTrue(before == null || before.equals(until), name + ": a clock that moved");
            Instant clock = burn == null ? limit : now.plusSeconds(burn.afterOpenSeconds());
            assertTrue(before != null || until.equals(clock.isBefore(limit) ? clock : limit), name);
        }
    }

    private Bound opened(Bound row, UUID account, int afterSeconds) {
        return row.open(account, START.plusSeconds(afterSeconds)).orElseThrow().row();
    }

    private Bound bound(Content.Burn burn, Duration limit) {
        return Unbound.of(key, null, 0, START)
                .bind(new Binding(key, 1, 1, burn, START.plus(limit), List.of(ann, ben, cat)));
    }
}
