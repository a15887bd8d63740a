package io.laiwang.media.doodle;

import io.laiwang.media.work.Workers;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

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

    private final Workers workers;

    Rendering(Settings settings) {
        this.workers = new Workers("rendering", settings.workers(), settings.waiting());
    }

    /** Fails with a 503 while too many wait. */
    <T> Uni<T> run(Callable<T> task) {
        Context caller = Vertx.currentContext();
        Executor back = caller == null ? Runnable::run : done -> caller.runOnContext(ignored -> done.run());
        return workers.run(task).emitOn(back);
    }

    @PreDestroy
    void stop() {
        workers.close();
    }
}
