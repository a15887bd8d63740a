package io.laiwang.outbox;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One round at a time, and one that waits: whoever comes while a round runs shares the next one, which sees what it has
 * committed. So a broker that is away holds one connection to the database and not one for each request.
 */
final class Rounds {
    private final Supplier<Uni<Void>> round;

    private @Nullable CompletableFuture<@Nullable Void> running;
    private @Nullable CompletableFuture<@Nullable Void> waiting;

    /** @param round must not fail */
    Rounds(Supplier<Uni<Void>> round) {
        this.round = round;
    }

    /** Completes at the end of a round that began after this call. Who waits no longer cancels nothing. */
    Uni<Void> join() {
        return Uni.createFrom().completionStage(() -> next().copy());
    }

    private CompletableFuture<@Nullable Void> next() {
        CompletableFuture<@Nullable Void> mine = new CompletableFuture<>();
        synchronized (this) {
            if (running != null) {
                waiting = waiting == null ? mine : waiting;
                return waiting;
            }
            running = mine;
        }
        run(mine);
        return mine;
    }

    private void run(CompletableFuture<@Nullable Void> current) {
        round.get().subscribe().with(done -> ended(current), failure -> ended(current));
    }

    private void ended(CompletableFuture<@Nullable Void> current) {
        CompletableFuture<@Nullable Void> next;
        synchronized (this) {
            next = waiting;
            running = next;
            waiting = null;
        }
        current.complete(null);
        if (next != null) {
            run(next);
        }
    }
}
