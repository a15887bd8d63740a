package io.laiwang.chat.log;

import io.laiwang.chat.sealed.BurnMetrics;
import io.laiwang.chat.sealed.Sealed;
import io.laiwang.chat.sealed.SealedBook;
import io.laiwang.chat.sealed.SealedKey;
import io.laiwang.chat.sealed.SealedStore;
import io.laiwang.chat.sealed.key.Secret;
import io.laiwang.chat.store.Faults;
import io.laiwang.chat.store.MessageStore;
import io.laiwang.chat.store.StoreServer;
import io.laiwang.chat.store.Stored;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Works a log to its end in as many lives as it takes. A life begins where the last commit was, which may be before what
 * the one before it has done; and one that was replaced may go on with its batch while the next one works already.
 */
final class Lives {
    private static final long PATIENCE_SECONDS = 60;
    private static final int CACHED = 2;
    private static final Secret SECRET = new Secret(new byte[] {1}, new byte[] {2}, "day");

    private final StoreServer server;
    private final Told told;
    private final List<ConsumerRecord<String, byte[]>> log = new ArrayList<>();
    private final Random random;
    private final List<CompletableFuture<?>> zombies = new ArrayList<>();
    private int committed;

    Lives(StoreServer server, Told told, List<Command> commands, long seed) {
        this.server = server;
        this.told = told;
        this.random = new Random(seed);
        commands.forEach(this::append);
        keepContents(commands);
    }

    /** The rev of the command at a place of the log. */
    static long rev(int place) {
        return (1L << 44) + place + 1;
    }

    /** @param faults those of the next life */
    void work(Supplier<Faults> faults) throws Exception {
        while (committed < log.size()) {
            live(faults.get());
        }
        CompletableFuture.allOf(zombies.toArray(CompletableFuture[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** As the gateway does before it sends an envelope; of a few the content has been lost. */
    private void keepContents(List<Command> commands) {
        for (Command command : commands) {
            if (command instanceof Command.Send send
                    && send.content() instanceof Content.Sealed
                    && send.id().hashCode() % 8 != 0) {
                SealedKey key = new SealedKey(send.conversationId(), send.accountId(), send.id());
                Stored.get(server.sealed().add(Sealed.Unbound.of(key, null, 0, Instant.now()), SECRET));
            }
        }
    }

    private Disappearing disappearing(Faults faults) {
        SealedStore store = faults.in(SealedStore.class, server.sealed());
        return new Disappearing(new SealedBook(store, new BurnMetrics(new SimpleMeterRegistry()), Clock.systemUTC()));
    }

    private void live(Faults faults) throws Exception {
        BatchTraces traces = new BatchTraces(Traces.off());
        Publisher publisher = new Publisher(told.through(faults), traces);
        MessageStore messages = server.messages(faults);
        ConversationCache cache = new ConversationCache(messages, CACHED);
        LogMetrics metrics = new LogMetrics(new SimpleMeterRegistry());
        Sequencer sequencer = new Sequencer(messages, disappearing(faults), publisher, cache, metrics);
        DeadLetters deadLetters = new DeadLetters(told.through(Faults.none()), new SimpleMeterRegistry());
        BatchWorker worker = new BatchWorker(sequencer, publisher, deadLetters, traces, 1);
        CompletableFuture<Void> death = faults.death().toCompletableFuture();
        int position = committed;
        while (position < log.size() && !death.isDone()) {
            int end = Math.min(log.size(), position + random.nextInt(1, 40));
            CompletableFuture<Void> batch =
                    worker.work(log.subList(position, end)).subscribeAsCompletionStage();
            if (random.nextInt(10) == 0) {
                zombies.add(CompletableFuture.anyOf(batch, death));
                return;
            }
            CompletableFuture.anyOf(batch, death).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            position = batch.isDone() ? end : position;
            committed = random.nextInt(3) == 0 || position == log.size() ? position : committed;
        }
    }

    private void append(Command command) {
        log.add(new ConsumerRecord<>(
                Topics.CONVERSATION_COMMANDS,
                0,
                log.size(),
                1_800_000_000_000L + log.size() * 7_000L,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                command.conversationId().toString(),
                Json.bytes(command),
                new RecordHeaders(),
                Optional.empty()));
    }
}
