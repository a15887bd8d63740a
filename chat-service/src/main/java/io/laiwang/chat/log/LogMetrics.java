package io.laiwang.chat.log;

import io.laiwang.chat.conversation.Outcome;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The work on the log as an operator sees it. */
final class LogMetrics {
    private final DistributionSummary batch;
    private final Timer append;
    private final Timer publish;
    private final Timer accepted;
    private final Timer refused;
    private final Clock clock = Clock.systemUTC();

    LogMetrics(MeterRegistry registry) {
        this.batch = registry.summary("laiwang.batch");
        this.append = registry.timer("laiwang.append");
        this.publish = registry.timer("laiwang.publish");
        this.accepted = registry.timer("laiwang.sequenced", "outcome", "accepted");
        this.refused = registry.timer("laiwang.sequenced", "outcome", "refused");
    }

    void batch(int commands) {
        batch.record(commands);
    }

    /** A batch on its way to the store. */
    <T> Uni<T> appending(Uni<T> write) {
        return timed(append, write);
    }

    /** What became of a batch, on its way to the broker. */
    <T> Uni<T> publishing(Uni<T> told) {
        return timed(publish, told);
    }

    /** Each by how long ago it was put on the log, by two clocks: so old is what is waiting there now. */
    void sequenced(Draft draft) {
        Instant now = clock.instant();
        for (Draft.Decided decided : draft.decided()) {
            Duration since = Duration.between(decided.entry().at(), now);
            Timer timer = decided.outcome() instanceof Outcome.Refused ? refused : accepted;
            timer.record(since.isNegative() ? Duration.ZERO : since);
        }
    }

    private static <T> Uni<T> timed(Timer timer, Uni<T> step) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample begun = Timer.start();
            return step.onTermination().invoke(() -> begun.stop(timer));
        });
    }
}
