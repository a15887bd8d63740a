package io.laiwang.chat.log;

import io.laiwang.chat.conversation.Entry;
import io.laiwang.chat.conversation.Outcome;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Outages;
import io.smallrye.mutiny.Uni;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Gets a batch of records through: outages are waited out, and a batch that fails for a reason that doesn't pass is
 * halved until the one record is found that can't be handled.
 */
final class BatchWorker {
    private static final Logger LOG = Logger.getLogger(BatchWorker.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** Offsets stay below 2^44, so that a rev stays below 2^53, which JavaScript can count to. */
    private static final int OFFSET_BITS = 44;

    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    private final Sequencer sequencer;
    private final Publisher publisher;
    private final DeadLetters deadLetters;
    private final BatchTraces traces;
    private final long generation;

    BatchWorker(Sequencer sequencer, Publisher publisher, DeadLetters deadLetters, BatchTraces traces, int generation) {
        this.sequencer = sequencer;
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.traces = traces;
        this.generation = generation;
    }

    private record Read(ConsumerRecord<String, byte[]> record, Entry entry) {}

    /** Completes when each of the records is either sequenced and told, or buried. */
    Uni<Void> work(List<ConsumerRecord<String, byte[]>> records) {
        List<Read> readable = new ArrayList<>();
        Uni<Void> buried = Uni.createFrom().voidItem();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                Entry entry = read(record);
                traces.begin(entry, record);
                readable.add(new Read(record, entry));
            } catch (UncheckedIOException | IllegalArgumentException e) {
                buried = buried.chain(() -> giveUp(record, e));
            }
        }
        return buried.chain(() -> sequence(readable))
                .onTermination()
                .invoke((done, failure, cancelled) -> traces.end(failure));
    }

    /** Whoever waits for it may still be found where the rest of it can't be read. */
    private Uni<Void> giveUp(ConsumerRecord<String, byte[]> record, Throwable reason) {
        Delivery refusal = Unread.refusal(record);
        return persist(() -> deadLetters.bury(record, null, reason))
                .chain(() -> refusal == null ? DONE : persist(() -> publisher.tell(List.of(refusal))));
    }

    private Uni<Void> sequence(List<Read> batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Entry> entries = batch.stream().map(Read::entry).toList();
        return persist(() -> sequencer.sequence(entries)).onFailure().recoverWithUni(failure -> halve(batch, failure));
    }

    private Uni<Void> halve(List<Read> batch, Throwable failure) {
        if (batch.size() == 1) {
            return give(batch.getFirst(), failure);
        }
        int middle = batch.size() / 2;
        return sequence(batch.subList(0, middle)).chain(() -> sequence(batch.subList(middle, batch.size())));
    }

    private Uni<Void> give(Read read, Throwable failure) {
        Command given = read.entry().command();
        return persist(() -> deadLetters.bury(read.record(), given, failure)).chain(() -> switch (given) {
            case Command.Membership event -> persist(() -> sequencer.close(read.entry(), event));
            case Command.OfSealed _ -> DONE;
            case Command.ByMember command -> command.replyAddress() == null ? DONE : refuse(read.entry());
        });
    }

    private Uni<Void> refuse(Entry entry) {
        Outcome.Refused refused = new Outcome.Refused(Problem.of(ProblemCode.INTERNAL));
        return persist(() -> publisher.refuse(entry, refused));
    }

    /** Tries again as long as it is an outage; the order isn't lost, because nothing goes on meanwhile. */
    private static Uni<Void> persist(Supplier<Uni<? extends Void>> step) {
        return Uni.createFrom()
                .deferred(step)
                .onFailure(Outages::isOutage)
                .invoke(failure -> LOG.warnf("waiting for the store or the broker: %s", failure.toString()))
                .onFailure(Outages::isOutage)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    private Entry read(ConsumerRecord<String, byte[]> record) {
        long rev = (generation << OFFSET_BITS) + record.offset() + 1;
        return new Entry(Json.read(record.value(), Command.class), rev, Instant.ofEpochMilli(record.timestamp()));
    }
}
