package io.laiwang.chat.sealed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.chat.sealed.Sealed.Unbound;
import io.laiwang.chat.sealed.key.ContentKeys;
import io.laiwang.chat.sealed.key.KeySettings;
import io.laiwang.chat.sealed.key.Secret;
import io.laiwang.chat.sealed.sweep.KeyKeeper;
import io.laiwang.chat.sealed.sweep.Sweepers;
import io.laiwang.chat.store.StoreServer;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key of the day is nowhere within a day after whatever was erased, and what lives stays readable. */
public interface KeysOfTheDayContract {
    byte[] CONTENT = {1, 2, 3, 4};
    Duration TURN = Duration.ofSeconds(60);
    Duration DAY = Duration.ofHours(24);

    StoreServer server();

    /** The worst case: sealed at the first moment of a key, and erased at once. */
    @Test
    default void whatOldPagesHoldCanNotBeOpenedADayAfterItWasErased(@TempDir Path folder) throws IOException {
        Days days = new Days(server().sealed(), folder);
        days.keyBegins();
        SealedKey erased = key();
        Secret onOldPages = days.seal(days.slow, erased);
        Instant erasedAt = days.now;
        List<SealedKey> alive =
                Stream.generate(KeysOfTheDayContract::key).limit(250).toList();
        alive.forEach(key -> days.add(days.fast, key));

        while (days.now.isBefore(erasedAt.plus(DAY))) {
            days.keepers.forEach(keeper -> get(keeper.turn()));
            days.now = days.now.plus(TURN);
        }

        assertFalse(Files.exists(folder.resolve(onOldPages.keyId() + ".key")));
        for (ContentKeys instance : List.of(days.slow, days.fast, days.instance(folder, Duration.ZERO))) {
            assertThrows(IllegalStateException.class, () -> get(instance.open(onOldPages, erased.bytes())));
        }
        alive.forEach(days::isReadable);
    }

    /** One whose clock is behind still seals with a key that is over for the others. */
    @Test
    default void whatIsSealedAtTheTurnOfTheDayLives(@TempDir Path folder) {
        Days days = new Days(server().sealed(), folder);
        days.keyBegins();
        days.add(days.slow, key());
        days.now = days.now.plus(Duration.ofHours(23)).minusSeconds(3);
        List<SealedKey> alive = new ArrayList<>();
        for (int second = 0; second < 70; second++) {
            alive.add(key());
            days.add(second % 2 == 0 ? days.slow : days.fast, alive.getLast());
            days.keepers.forEach(keeper -> get(keeper.turn()));
            days.now = days.now.plusSeconds(1);
        }
        for (int turn = 0; turn < 3; turn++) {
            days.keepers.forEach(keeper -> get(keeper.turn()));
            days.now = days.now.plus(TURN);
        }

        alive.forEach(days::isReadable);
    }

    /** A row that was damaged, or put back from elsewhere, doesn't keep a day's key alive for the rest of them. */
    @Test
    default void whatCanNotBeOpenedHoldsNoKeyUp(@TempDir Path folder) {
        Days days = new Days(server().sealed(), folder);
        days.keyBegins();
        SealedKey damaged = key();
        Secret secret = days.seal(days.slow, key());
        get(server().sealed().add(Unbound.of(damaged, null, 0, days.now), secret));
        SealedKey alive = key();
        days.add(days.slow, alive);

        days.now = days.now.plus(DAY);
        for (int turn = 0; turn < 3; turn++) {
            days.keepers.forEach(keeper -> get(keeper.turn()));
            days.now = days.now.plus(TURN);
        }

        assertFalse(Files.exists(folder.resolve(secret.keyId() + ".key")));
        days.isReadable(alive);
        days.bound(damaged);
        assertEquals(ProblemCode.MESSAGE_GONE, days.refused(damaged));
    }

    private static SealedKey key() {
        return new SealedKey(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }

    /** Two instances whose clocks differ by as much as they may. */
    final class Days {
        private final SealedStore store;
        private volatile Instant now = Instant.parse("2031-01-02T12:00:00Z");
        private final ContentKeys slow;
        private final ContentKeys fast;
        private final List<KeyKeeper> keepers;

        Days(SealedStore store, Path folder) {
            this.store = store;
            this.slow = instance(folder, Duration.ofSeconds(-1));
            this.fast = instance(folder, Duration.ofSeconds(1));
            this.keepers = List.of(Sweepers.keeper(fast, store), Sweepers.keeper(slow, store));
        }

        private ContentKeys instance(Path folder, Duration off) {
            return new ContentKeys(new Settings(folder), new TestClock(() -> now, off));
        }

        /** For the slower clock, so that both have it. */
        void keyBegins() {
            long period = Duration.ofHours(23).toSeconds();
            now = Instant.ofEpochSecond((now.getEpochSecond() / period + 1) * period + 1);
        }

        Secret seal(ContentKeys with, SealedKey key) {
            return get(with.seal(CONTENT, key.bytes()));
        }

        void add(ContentKeys with, SealedKey key) {
            assertTrue(get(store.add(Unbound.of(key, null, 0, now), seal(with, key))));
        }

        void isReadable(SealedKey key) {
            Secret secret = bound(key);
            assertArrayEquals(CONTENT, get(slow.open(secret, key.bytes())));
            assertArrayEquals(CONTENT, get(fast.open(secret, key.bytes())));
        }

        ProblemCode refused(SealedKey key) {
            SealedLog log = new SealedLog(record -> Uni.createFrom().voidItem());
            Opener opener = new Opener(store, slow, log, new TestClock(() -> now, Duration.ZERO));
            return assertThrows(Refused.class, () -> get(opener.open(key.conversationId(), key.senderId(), 1)))
                    .problem()
                    .code();
        }

        Secret bound(SealedKey key) {
            SealedStore.Row row = get(store.find(List.of(key))).getFirst();
            Unbound unbound = (Unbound) row.state();
            Sealed.Bound bound =
                    unbound.bind(new Sealed.Binding(key, 1, 1, null, now.plus(DAY), List.of(UUID.randomUUID())));
            get(store.change(List.of(row.to(bound))));
            return get(store.find(key.conversationId(), 1)).orElseThrow().secret();
        }
    }

    /** As they are by default. */
    record Settings(Path dir) implements KeySettings {
        @Override
        public Duration period() {
            return Duration.ofHours(23);
        }

        @Override
        public Duration grace() {
            return TURN;
        }
    }
}
