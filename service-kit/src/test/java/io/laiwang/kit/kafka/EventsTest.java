package io.laiwang.kit.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Json;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
    private final List<AccountEvent> worked = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{}",
                "null",
                "{\"type\":\"of-a-later-version\"}",
                "{\"type\":\"session-ended\",\"sessionId\":1}"
            })
    void whatCanNotBeReadIsPassedOver(String record) {
        take(record.getBytes(StandardCharsets.UTF_8));

        assertEquals(List.of(), worked);
    }

    @Test
    void whatCanIsWorked() {
        AccountEvent event = new AccountEvent.SessionEnded(UUID.randomUUID(), UUID.randomUUID());

        take(Json.bytes(event));

        assertEquals(List.of(event), worked);
    }

    @Test
    void whatFailsIsTriedUntilItIsDone() {
        AtomicInteger tries = new AtomicInteger();
        Uni<Void> step = Uni.createFrom()
                .deferred(() -> tries.incrementAndGet() < 3
                        ? Uni.createFrom().failure(new IllegalStateException("not yet"))
                        : Uni.createFrom().voidItem());

        Events.untilDone(step, "a step").subscribeAsCompletionStage().join();

        assertEquals(3, tries.get());
    }

    private void take(byte[] record) {
        Events.take(record, AccountEvent.class, event -> {
                    worked.add(event);
                    return Uni.createFrom().voidItem();
                })
                .subscribeAsCompletionStage()
                .join();
    }
}
