package io.laiwang.kit.kafka;

import io.laiwang.contracts.Json;
import io.smallrye.mutiny.Uni;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Works the records of a topic that another service writes: each to its end, and none for ever that nobody can read. */
public final class Events {
    private static final Logger LOG = Logger.getLogger(Events.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private Events() {}

    /**
     * A record of a type that a later version writes, or that can't be read at all, is told of and passed over: it would
     * come again after every restart.
     */
    public static <T> Uni<Void> take(byte[] record, Class<T> type, Function<T, Uni<Void>> work) {
        return read(record, type).map(work).orElseGet(() -> {
            LOG.errorf("a record that should be of %s can't be read and is passed over", type.getSimpleName());
            return Uni.createFrom().voidItem();
        });
    }

    private static <T> Optional<T> read(byte[] record, Class<T> type) {
        try {
            return Optional.ofNullable(Json.read(record, type));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            // nor is it said why: what a parser says quotes what it read
            return Optional.empty();
        }
    }

    /** Tries again until it is done, and says each time what waits: the records behind it wait too. */
    public static Uni<Void> untilDone(Uni<Void> step, String what) {
        return step.onFailure()
                .invoke(failure -> LOG.warnf("%s waits: %s", what, failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }
}
