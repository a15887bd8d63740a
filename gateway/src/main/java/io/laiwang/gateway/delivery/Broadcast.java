package io.laiwang.gateway.delivery;

import io.laiwang.contracts.Topics;
import io.laiwang.gateway.message.Timers;
import io.laiwang.gateway.stream.DeliverySource;
import io.laiwang.gateway.stream.Streams;
import io.laiwang.gateway.tail.Tail;
import io.laiwang.kit.kafka.KafkaSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Reads all of deliveries, from the end on, and account-events from 15 minutes back. It is at its position before the
 * port opens. When Kafka can't be read for 10 seconds, or records were missed, all streams are closed and no new one is
 * taken, so that silence always means that there is nothing. See docs/adr/0003-broadcast-deliveries.md.
 */
@Singleton
class Broadcast implements DeliverySource {
    private static final Duration LOOK_BACK = Duration.ofMinutes(15);

    private final Tail tail;

    Broadcast(DeliveryReader reader, Streams streams, Timers timers, KafkaSettings kafka) {
        this.tail = new Tail("deliveries", kafka, reader::read, reason -> {
            // one that was switched on may be among what was missed
            timers.forgetAll();
            streams.closeAll(reason);
        });
    }

    /** After the topics are made, before the port opens; not ready before it knows which sessions have ended. */
    void onStart(@Observes @Priority(100) StartupEvent event) {
        tail.follow(Topics.DELIVERIES);
        tail.readBack(Topics.ACCOUNT_EVENTS, LOOK_BACK);
        tail.start();
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        tail.stop();
    }

    @Override
    public boolean isReading() {
        return tail.isReading();
    }

    /** Once it was at its position, also while Kafka is out: calls go on then. */
    boolean isStarted() {
        return tail.isAlive();
    }
}
