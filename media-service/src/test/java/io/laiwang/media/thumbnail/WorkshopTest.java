package io.laiwang.media.thumbnail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkshopTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private record Settings(int workers, int waiting, Duration patience) implements Workshop.Settings {}

    @Test
    void refusesWhatWouldWaitBehindTooMany() {
        Workshop workshop = new Workshop(new Settings(1, 1, DEADLINE));
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Integer> first = start(workshop, end, new AtomicInteger());
        CompletableFuture<Integer> second = start(workshop, end, new AtomicInteger());
        Uni<Integer> third = workshop.run(() -> 3);

        assertUnavailable(third);
        end.countDown();
        assertEquals(1, first.orTimeout(30, TimeUnit.SECONDS).join());
        assertEquals(1, second.orTimeout(30, TimeUnit.SECONDS).join());
        workshop.stop();
    }

    @Test
    void doesNotWorkForWhoHasWaitedTooLong() {
        Workshop workshop = new Workshop(new Settings(1, 1, Duration.ZERO));
        AtomicInteger made = new AtomicInteger();

        assertUnavailable(workshop.run(made::incrementAndGet));
        assertEquals(0, made.get());
        workshop.stop();
    }

    private static CompletableFuture<Integer> start(Workshop workshop, CountDownLatch end, AtomicInteger made) {
        return workshop.run(() -> {
                    end.await();
                    return made.incrementAndGet();
                })
                .subscribeAsCompletionStage();
    }

    private static void assertUnavailable(Uni<?> work) {
        Refused refused = assertThrows(Refused.class, () -> work.await().atMost(DEADLINE));
        assertEquals(ProblemCode.UNAVAILABLE, refused.problem().code());
    }
}
