package io.laiwang.chat.sealed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.chat.sealed.Sealed.Binding;
import io.laiwang.chat.sealed.Sealed.Bound;
import io.laiwang.chat.sealed.Sealed.Burned;
import io.laiwang.chat.sealed.Sealed.Unbound;
import io.laiwang.chat.sealed.SealedStore.Row;
import io.laiwang.chat.sealed.key.Secret;
import io.laiwang.chat.store.StoreServer;
import io.laiwang.contracts.Content;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What disappearing rests on, whichever server keeps the rows. */
public interface SealedStoreContract {
    /** Far back, so that rows of other tests are due after these. */
    Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    Duration LEASE = Duration.ofMinutes(1);

    StoreServer server();

    @Test
    default void keepsTheFirstContentOfAnId() {
        SealedKey key = key();
        assertTrue(get(store().add(Unbound.of(key, null, 0, Instant.now()), secret(1))));
        assertFalse(get(store().add(Unbound.of(key, null, 0, Instant.now()), secret(2))));

        Row bound = bind(key, 1);
        assertArrayEquals(secret(1).content(), bound.secret().content());
        assertArrayEquals(secret(1).wrappedKey(), bound.secret().wrappedKey());
        assertEquals("day", bound.secret().keyId());
    }

    @Test
    default void ofTwoStepsOnOneVersionOneIsTaken() {
        SealedKey key = key();
        add(key);
        Row row = bind(key, 1);
        Bound state = (Bound) row.state();
        UUID reader = state.readers().getFirst().accountId();

        List<Uni<Set<SealedKey>>> both = List.of(
                store().change(List.of(
                        row.to(state.open(reader, Instant.now()).orElseThrow().row()))),
                store().change(List.of(row.to(state.burn(Instant.now(), Cause.EXPIRED)))));
        List<Set<SealedKey>> done = get(Uni.join().all(both).andFailFast());

        assertEquals(1, done.stream().mapToInt(Set::size).sum());
    }

    @Test
    default void contentAndKeyGoInOneStepAndTheRowWithTheLast() {
        SealedKey key = key();
        add(key);
        Row bound = bind(key, 1);
        Burned burned = ((Bound) bound.state()).burn(Instant.now(), Cause.EXPIRED);

        assertEquals(Set.of(key), get(store().change(List.of(bound.to(burned)))));
        Row left = get(store().find(key.conversationId(), 1)).orElseThrow();
        assertNull(left.secret());
        assertEquals(Set.of(key), get(store().change(List.of(left.to(burned.tell())))));
        assertTrue(get(store().find(Set.of(key))).isEmpty());
    }

    @Test
    default void whatHasMovedOnIsNotChangedAndTheRestIs() {
        UUID conversation = UUID.randomUUID();
        List<Row> rows = new ArrayList<>();
        for (int seq = 1; seq <= 3; seq++) {
            SealedKey key = new SealedKey(conversation, UUID.randomUUID(), UUID.randomUUID());
            add(key);
            rows.add(bind(key, seq));
        }
        Bound second = (Bound) rows.get(1).state();
        get(store().change(List.of(
                rows.get(1).to(second.without(second.readers().getFirst().accountId()::equals)))));

        Set<SealedKey> done = get(store().change(rows.stream()
                .map(row -> row.to(((Bound) row.state()).burn(Instant.now(), Cause.EXPIRED)))
                .toList()));

        assertEquals(Set.of(rows.get(0).state().key(), rows.get(2).state().key()), done);
        assertEquals(List.of(2L), seqs(get(store().bound(conversation, 0, 10))));
    }

    @Test
    default void whatIsDueIsLeasedOnce() {
        SealedKey early = key();
        SealedKey late = key();
        get(store().add(Unbound.of(early, null, 10, LONG_AGO), secret(1)));
        get(store().add(Unbound.of(late, null, 60, LONG_AGO), secret(2)));
        Instant now = LONG_AGO.plusSeconds(30);

        List<Uni<List<Row>>> both = Stream.generate(() -> store().lease(now, now, LEASE, 10))
                .limit(4)
                .toList();
        List<SealedKey> leased = get(Uni.join().all(both).andFailFast()).stream()
                .flatMap(List::stream)
                .map(row -> row.state().key())
                .toList();

        assertEquals(List.of(early), leased);
        Instant after = now.plus(LEASE);
        assertTrue(get(store().lease(now, after.minusMillis(1), LEASE, 10)).isEmpty());
        Row again = get(store().lease(now, after, LEASE, 10)).getFirst();
        assertEquals(early, again.state().key(), "a lease that is over is somebody else's");
        get(store().change(List.of(again.to(((Unbound) again.state()).burn(now, Cause.UNSENT)))));
        Row other =
                get(store().lease(LONG_AGO.plusSeconds(60), after, LEASE, 10)).getFirst();
        get(store().change(List.of(other.to(((Unbound) other.state()).burn(now, Cause.UNSENT)))));
        assertTrue(get(store().find(List.of(early, late))).isEmpty());
    }

    @Test
    default void wrapsAnewWhatIsStillThere() {
        SealedKey key = key();
        get(store().add(Unbound.of(key, null, 0, Instant.now()), new Secret(new byte[] {1}, new byte[] {2}, "a")));
        Row row = get(store().wrappedBy(List.of("a"), 100)).stream()
                .filter(found -> found.state().key().equals(key))
                .findFirst()
                .orElseThrow();
        get(store().rewrap(row, new Secret(row.secret().content(), new byte[] {3}, "b")));

        assertTrue(get(store().wrappedBy(List.of("a"), 100)).isEmpty());
        assertArrayEquals(new byte[] {3}, bind(key, 1).secret().wrappedKey());
    }

    private Row bind(SealedKey key, long seq) {
        Row row = get(store().find(Set.of(key))).getFirst();
        List<UUID> recipients = List.of(UUID.randomUUID(), UUID.randomUUID());
        Instant end = Instant.parse("2099-01-01T00:00:00Z");
        Bound bound = ((Unbound) row.state()).bind(new Binding(key, seq, seq, new Content.Burn(10), end, recipients));
        assertEquals(Set.of(key), get(store().change(List.of(row.to(bound)))));
        return get(store().find(key.conversationId(), seq)).orElseThrow();
    }

    private void add(SealedKey key) {
        assertTrue(get(store().add(Unbound.of(key, null, 0, Instant.now()), secret(1))));
    }

    private SealedStore store() {
        return server().sealed();
    }

    private static SealedKey key() {
        return new SealedKey(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    }

    private static Secret secret(int first) {
        return new Secret(new byte[] {(byte) first, 0, -1}, new byte[] {7, (byte) first}, "day");
    }

    private static List<Long> seqs(List<Row> rows) {
        return rows.stream().map(row -> ((Bound) row.state()).seq()).toList();
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
