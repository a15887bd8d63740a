package io.laiwang.media.work;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads for work that takes the processor or blocks, and a queue that ends: what is beyond it is refused (503). */
public final class Workers implements AutoCloseable {
    private final ThreadPoolExecutor threads;

    public Workers(String name, int count, int waiting) {
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().name(name + "-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    public <T> Uni<T> run(Callable<T> work) {
        return Uni.createFrom().<T>emitter(emitter -> {
            try {
                threads.execute(() -> {
                    try {
                        emitter.complete(work.call());
                    } catch (Throwable failure) {
                        emitter.fail(failure);
                    }
                });
            } catch (RejectedExecutionException full) {
                emitter.fail(new Refused(Problem.of(ProblemCode.UNAVAILABLE)));
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
