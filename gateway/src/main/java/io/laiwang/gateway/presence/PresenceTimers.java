package io.laiwang.gateway.presence;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** When gateways say again who is there, and when they forget who wasn't repeated. */
@Singleton
class PresenceTimers {
    private static final int CHECKS_UNTIL_FORGOTTEN = 15;

    private final Presences presences;
    private final PresenceSettings settings;
    private final Vertx vertx;

    PresenceTimers(Presences presences, PresenceSettings settings, Vertx vertx) {
        this.presences = presences;
        this.settings = settings;
        this.vertx = vertx;
    }

    /** After the reader of signals has started. A check comes late by its own period at most, so that much is taken off. */
    void onStart(@Observes @Priority(110) StartupEvent event) {
        Duration check = settings.forget().dividedBy(CHECKS_UNTIL_FORGOTTEN);
        Duration silence = settings.forget().minus(check);
        every(settings.repeat(), presences::repeat);
        every(check, () -> presences.forget(silence));
        presences.ask();
    }

    /** Off the event loop: there may be a hundred thousand of them. */
    private void every(Duration period, Runnable task) {
        vertx.setPeriodic(
                period.toMillis(),
                timer -> vertx.executeBlocking(
                        () -> {
                            task.run();
                            return null;
                        },
                        false));
    }
}
