package io.laiwang.chat.sealed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.chat.sealed.Sealed.Binding;
import io.laiwang.chat.sealed.Sealed.Unbound;
import io.laiwang.chat.sealed.key.ContentKeys;
import io.laiwang.chat.sealed.sweep.Sweeper;
import io.laiwang.chat.sealed.sweep.Sweepers;
import io.laiwang.chat.store.StoreServer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.laiwang.kit.problem.Refused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a message at the same moment is decided once. */
public interface SealedRaceContract {
    int ROUNDS = 12;
    Duration CLOCK = Duration.ofSeconds(10);

    StoreServer server();

    @Test
    default void devicesThatOpenAtOnceStartOneClock(@TempDir Path folder) {
        Race race = new Race(server().sealed(), folder);
        for (int round = 0; round < ROUNDS; round++) {
            long seq = race.send();
            List<Optional<Opener.Opened>> answers = race.atOnce(
                    Stream.generate(() -> race.open(race.ben, seq)).limit(4).toList());

            List<Instant> ends =
                    answers.stream().map(answer -> answer.orElseThrow().until()).toList();
            assertEquals(1, ends.stream().distinct().count(), "round " + round);
            assertEquals(1, race.toldOpenings(seq), "round " + round);
            race.now = race.now.plusMillis(1);
        }
    }

    @Test
    default void anOpeningAndItsRecallAreOneAfterTheOther(@TempDir Path folder) {
        Race race = new Race(server().sealed(), folder);
        for (int round = 0; round < ROUNDS; round++) {
            long seq = race.send();
            race.atOnce(List.of(race.open(race.ben, seq), race.recall(seq), race.open(race.cat, seq)));
            race.isGone(seq);
        }
    }

    @Test
    default void anOpeningAndALeavingAreOneAfterTheOther(@TempDir Path folder) {
        Race race = new Race(server().sealed(), folder);
        for (int round = 0; round < ROUNDS; round++) {
            long seq = race.send();
            race.atOnce(
                    List.of(race.open(race.ben, seq), race.leave(race.ben, Long.MAX_VALUE), race.open(race.cat, seq)));
            assertEquals(Optional.empty(), race.get(race.open(race.ben, seq)), "one who left reads nothing");
            assertTrue(race.get(race.open(race.cat, seq)).isPresent(), "who stays has their clock");

            race.atOnce(List.of(race.leave(race.cat, Long.MAX_VALUE), race.recall(seq), race.open(race.cat, seq)));
            race.isGone(seq);
        }
    }

    /** Also when the leaving is worked after it, as it is in one batch and when a batch is done again. */
    @Test
    default void whoComesBackReadsWhatIsSaidFromThenOn(@TempDir Path folder) {
        Race race = new Race(server().sealed(), folder);
        long before = race.send();
        long since = race.send();

        race.get(race.leave(race.ben, since));

        assertEquals(Optional.empty(), race.get(race.open(race.ben, before)));
        assertTrue(race.get(race.open(race.ben, since)).isPresent());
    }

    @Test
    default void whatIsSweptWhileItIsOpenedIsOpenedByNobodyAtItsDeadline(@TempDir Path folder) {
        Race race = new Race(server().sealed(), folder);
        for (int round = 0; round < ROUNDS; round++) {
            long seq = race.send();
            assertTrue(race.get(race.open(race.ben, seq)).isPresent());
            assertTrue(race.get(race.open(race.cat, seq)).isPresent());
            race.now = race.now.plus(CLOCK).plus(Sweepers.SKEW);
            List<Optional<Opener.Opened>> answers = race.atOnce(List.of(
                    race.open(race.ben, seq),
                    race.sweep(),
                    race.open(race.ann, seq),
                    race.sweep(),
                    race.leave(race.cat, Long.MAX_VALUE)));

            assertTrue(answers.stream().allMatch(Optional::isEmpty), "round " + round);
            race.isGone(seq);
        }
    }

    /** One message at a time, from ann to ben and cat. */
    final class Race {
        private final UUID ann = UUID.randomUUID();
        private final UUID ben = UUID.randomUUID();
        private final UUID cat = UUID.randomUUID();
        private final UUID conversation = UUID.randomUUID();
        private final List<Command> told = new CopyOnWriteArrayList<>();
        private final SealedStore store;
        private final ContentKeys keys;
        private final SealedBook book;
        private final Opener opener;
        private final Sweeper sweeper;
        private volatile Instant now = Instant.parse("2150-01-01T00:00:00Z");
        private SealedKey key = new SealedKey(conversation, ann, UUID.randomUUID());
        private long seq;

        Race(SealedStore store, Path folder) {
            TestClock clock = new TestClock(() -> now, Duration.ZERO);
            BurnMetrics metrics = new BurnMetrics(new SimpleMeterRegistry());
            SealedLog log = new SealedLog(record -> {
                told.add(Json.read(record.value(), Command.class));
                return Uni.createFrom().voidItem();
            });
            this.store = store;
            this.keys = new ContentKeys(new KeysOfTheDayContract.Settings(folder), clock);
            this.book = new SealedBook(store, metrics, clock);
            this.opener = new Opener(store, keys, log, clock);
            this.sweeper = Sweepers.sweeper(store, log, metrics, clock);
        }

        long send() {
            key = new SealedKey(conversation, ann, UUID.randomUUID());
            seq++;
            byte[] content = Json.bytes(new Content.Text("secret"));
            get(keys.seal(content, key.bytes()).chain(secret -> store.add(Unbound.of(key, null, 0, now), secret)));
            Content.Burn burn = new Content.Burn((int) CLOCK.toSeconds());
            get(book.bind(List.of(new Binding(key, seq, seq, burn, now.plus(Duration.ofDays(7)), List.of(ben, cat)))));
            return seq;
        }

        Uni<Optional<Opener.Opened>> open(UUID account, long at) {
            return opener.open(conversation, account, at)
                    .map(Optional::of)
                    .onFailure(Refused.class)
                    .recoverWithItem(Optional.empty());
        }

        Uni<Optional<Opener.Opened>> recall(long at) {
            return Uni.createFrom().deferred(() -> book.recalled(List.of(key))).replaceWith(Optional.empty());
        }

        Uni<Optional<Opener.Opened>> leave(UUID account, long rev) {
            return Uni.createFrom()
                    .deferred(() -> book.left(conversation, account, rev))
                    .replaceWith(Optional.empty());
        }

        Uni<Optional<Opener.Opened>> sweep() {
            return Uni.createFrom().deferred(sweeper::sweep).replaceWith(Optional.empty());
        }

        List<Optional<Opener.Opened>> atOnce(List<Uni<Optional<Opener.Opened>>> steps) {
            return get(Uni.join().all(steps).andFailFast());
        }

        void isGone(long at) {
            for (UUID account : List.of(ann, ben, cat)) {
                assertEquals(Optional.empty(), get(open(account, at)));
            }
            assertTrue(get(store.find(conversation, at))
                    .map(SealedStore.Row::secret)
                    .isEmpty());
        }

        /** Who decided the very same at the same millisecond may tell it as well. */
        long toldOpenings(long at) {
            return told.stream()
                    .filter(command -> command instanceof Command.Opened opened && opened.seq() == at)
                    .distinct()
                    .count();
        }

        <T> T get(Uni<T> uni) {
            return uni.await().atMost(Duration.ofSeconds(30));
        }
    }
}
