package io.laiwang.media.doodle;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Makes the forms of a doodle on a few threads of their own: a picture may take a second, so when too many wait already
 * the next is refused at once. Memory is bounded with them.
 */
@Singleton
class Rendering {
    /** The pool. */
    @ConfigMapping(prefix = "laiwang.doodle.rendering")
    interface Settings {
        /** Threads that render. */
        int workers();

        /** How many may wait for a thread. */
        int waiting();
    }

    private final ThreadPoolExecutor workers;

    Rendering(Settings settings) {
        this.workers = new ThreadPoolExecutor(
                settings.workers(),
                settings.workers(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.waiting()),
                task -> Thread.ofPlatform().daemon().name("rendering").unstarted(task));
    }

    <T> Uni<T> run(Supplier<T> task) {
        Context caller = Vertx.currentContext();
        Executor back = caller == null ? Runnable::run : done -> caller.runOnContext(ignored -> done.run());
        return Uni.createFrom()
                .item(task)
                .runSubscriptionOn(workers)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new Refused(ProblemCode.UNAVAILABLE, "Too many doodles are being drawn at once."))
                .emitOn(back);
    }

    @PreDestroy
    void stop() {
        workers.shutdown();
    }
}
