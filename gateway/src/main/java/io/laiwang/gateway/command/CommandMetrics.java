package io.laiwang.gateway.command;

import io.laiwang.contracts.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How many commands were put on the log, what became of them, and how long their askers waited for it. */
@Singleton
class CommandMetrics {
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2)
    };

    private final Timer accepted;
    private final Timer refused;
    private final Timer unanswered;

    CommandMetrics(MeterRegistry registry) {
        this.accepted = timer(registry, "accepted");
        this.refused = timer(registry, "refused");
        this.unanswered = timer(registry, "unanswered");
    }

    /** @param answer none when there was none in time, or the log couldn't be reached */
    void ended(Timer.Sample asked, @Nullable Answer answer) {
        asked.stop(answer == null ? unanswered : answer instanceof Answer.Refused ? refused : accepted);
    }

    private static Timer timer(MeterRegistry registry, String outcome) {
        return Timer.builder("laiwang.commands")
                .description("from a command to its answer")
                .tag("outcome", outcome)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }
}
