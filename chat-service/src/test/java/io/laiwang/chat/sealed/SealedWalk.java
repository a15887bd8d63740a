package io.laiwang.chat.sealed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.chat.sealed.Sealed.Binding;
import io.laiwang.chat.sealed.Sealed.Unbound;
import io.laiwang.chat.sealed.key.ContentKeys;
import io.laiwang.chat.sealed.key.Secret;
import io.laiwang.chat.sealed.sweep.KeyKeeper;
import io.laiwang.chat.sealed.sweep.Sweeper;
import io.laiwang.chat.sealed.sweep.Sweepers;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.laiwang.kit.problem.Refused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two instances on one store, a log that is worked late or loses what it was given, and a model beside them. */
final class SealedWalk {
    private static final Duration SKEW = Sweepers.SKEW;
    private static final Duration WEEK = Duration.ofDays(7);

    /** A process of chat-service, by its own clock. */
    private record Instance(Clock clock, Opener opener, SealedBook book, Sweeper sweeper, KeyKeeper keeper) {}

    private final SealedStore store;
    private final RandomGenerator random;
    private final String name;
    private final ContentKeys keys;
    private final List<Instance> instances;
    private final UUID conversation = UUID.randomUUID();
    private final List<UUID> people = Stream.generate(UUID::randomUUID).limit(4).toList();
    private final List<SealedModel> messages = new ArrayList<>();
    private final List<Binding> bindings = new ArrayList<>();
    private final List<Command.OfSealed> log = new ArrayList<>();
    private volatile Instant now;
    private Instant leasedUntil = Instant.EPOCH;
    private boolean brokerIsDown;
    private int opened;

    SealedWalk(SealedStore store, Path folder, RandomGenerator random, String name) {
        this.store = store;
        this.random = random;
        this.name = name;
        // far from what other tests have left
        this.now = Instant.parse("2200-01-01T00:00:00Z");
        long off = random.nextLong(-SKEW.toMillis(), SKEW.toMillis() + 1);
        this.keys = new ContentKeys(new KeysOfTheDayContract.Settings(folder), new TestClock(() -> now, Duration.ZERO));
        this.instances = Stream.of(Duration.ZERO, Duration.ofMillis(off))
                .map(this::instance)
                .toList();
    }

    private Instance instance(Duration off) {
        Clock clock = new TestClock(() -> now, off);
        BurnMetrics metrics = new BurnMetrics(new SimpleMeterRegistry());
        SealedLog told = new SealedLog(record -> put(Json.read(record.value(), Command.class)));
        return new Instance(
                clock,
                new Opener(store, keys, told, clock),
                new SealedBook(store, metrics, clock),
                Sweepers.sweeper(store, told, metrics, clock),
                Sweepers.keeper(keys, store));
    }

    private Uni<Void> put(Command command) {
        if (brokerIsDown) {
            return Uni.createFrom().failure(new IOException("the broker is down"));
        }
        if (command instanceof Command.OfSealed sealed
                && sealed.conversationId().equals(conversation)) {
            log.add(sealed);
        }
        return Uni.createFrom().voidItem();
    }

    void step() {
        switch (random.nextInt(14)) {
            case 0, 1 -> send();
            case 2, 3, 4, 5 -> anyMessage().ifPresent(message -> open(message, any(people), any(instances)));
            case 6, 7 -> now = now.plusMillis(random.nextInt(6_000));
            case 8 -> now = now.plus(Duration.ofMinutes(random.nextInt(random.nextInt(10) == 0 ? 3_000 : 10)));
            case 9 -> sweep(any(instances));
            case 10 -> dieAfterLeasing(any(instances));
            case 11 -> work();
            case 12 -> {
                brokerIsDown = random.nextInt(4) == 0;
                get(any(instances).keeper().turn());
            }
            default -> takeBackOrLeave();
        }
    }

    /** A process may die between keeping and binding, and one that takes over binds again what was bound before. */
    private void send() {
        UUID sender = any(people);
        SealedKey key = new SealedKey(conversation, sender, UUID.randomUUID());
        String text = "secret " + random.nextLong();
        Content.Burn burn = random.nextInt(3) == 0 ? null : new Content.Burn(random.nextInt(1, 60));
        Duration limit = burn == null || random.nextBoolean() ? Duration.ofSeconds(random.nextInt(5, 300)) : WEEK;
        Secret secret = get(keys.seal(Json.bytes(new Content.Text(text)), key.bytes()));
        assertTrue(get(store.add(Unbound.of(key, null, 0, now), secret)));
        if (random.nextInt(10) == 0) {
            return;
        }
        long seq = messages.size() + 1;
        bindings.add(new Binding(key, seq, seq, burn, now.plus(limit), people));
        get(any(instances).book().bind(bindings));
        Set<UUID> recipients =
                people.stream().filter(one -> !one.equals(sender)).collect(Collectors.toSet());
        messages.add(new SealedModel(key, seq, text, burn, now.plus(limit), recipients));
    }

    private void open(SealedModel message, UUID account, Instance at) {
        Optional<Instant> promised = message.open(account, at.clock().instant());
        Optional<Opener.Opened> found = tryOpen(message, account, at);
        String where =
                "%s, message %d at %s".formatted(name, message.seq, at.clock().instant());
        assertEquals(promised, found.map(Opener.Opened::until), where);
        found.ifPresent(one -> assertEquals(new Content.Text(message.text), one.content(), where));
        opened += found.isPresent() ? 1 : 0;
    }

    private Optional<Opener.Opened> tryOpen(SealedModel message, UUID account, Instance at) {
        return get(at.opener()
                .open(conversation, account, message.seq)
                .map(Optional::of)
                .onFailure(Refused.class)
                .recoverWithItem(Optional.empty()));
    }

    /** Whatever this one finds to be over by more than clocks may differ is not in the store any more. */
    private void sweep(Instance at) {
        get(at.sweeper().sweep());
        Instant certain = at.clock().instant().minus(SKEW);
        for (SealedModel message : messages) {
            if (message.isOver(certain) && !isLeased(message)) {
                assertTrue(content(message).isEmpty(), name + ", message " + message.seq + " is still there");
            }
        }
        leasedUntil(at.clock().instant().plus(Sweepers.LEASE));
    }

    /** What was only told again, or was taken by one who died, is somebody's for that long. */
    private void leasedUntil(Instant time) {
        leasedUntil = time.isAfter(leasedUntil) ? time : leasedUntil;
    }

    private boolean isLeased(SealedModel message) {
        return leasedUntil.isAfter(now.minus(SKEW)) && content(message).isPresent();
    }

    private void dieAfterLeasing(Instance at) {
        Instant time = at.clock().instant();
        get(store.lease(time.minus(SKEW), time, Sweepers.LEASE, 100));
        leasedUntil(time.plus(Sweepers.LEASE));
    }

    /** The sequencer takes up what the log has; what comes twice changes nothing. */
    private void work() {
        get(any(instances).book().told(log));
        if (random.nextBoolean()) {
            get(any(instances).book().told(log));
        }
        log.clear();
    }

    private void takeBackOrLeave() {
        Instance at = any(instances);
        if (random.nextInt(6) == 0) {
            UUID account = any(people);
            get(at.book().left(conversation, account, Long.MAX_VALUE));
            messages.forEach(message -> message.leave(account, at.clock().instant()));
        } else {
            anyMessage().ifPresent(message -> {
                get(at.book().recalled(List.of(message.key)));
                message.recall();
            });
        }
    }

    /** A week later nothing is left, not even rows. */
    void end() {
        brokerIsDown = false;
        for (int turn = 0; turn < 3; turn++) {
            now = now.plus(WEEK).plus(SKEW).plus(SKEW);
            get(instances.getFirst().sweeper().sweep());
            get(instances.getFirst().book().told(log));
            log.clear();
        }
        for (SealedModel message : messages) {
            people.forEach(account -> open(message, account, any(instances)));
            assertTrue(get(store.find(Set.of(message.key))).isEmpty(), name + ", message " + message.seq);
        }
        assertTrue(opened > 0, name + ": nothing was opened, so nothing is shown");
    }

    private Optional<Secret> content(SealedModel message) {
        return get(store.find(conversation, message.seq)).map(SealedStore.Row::secret);
    }

    private Optional<SealedModel> anyMessage() {
        return messages.isEmpty() ? Optional.empty() : Optional.of(any(messages));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
