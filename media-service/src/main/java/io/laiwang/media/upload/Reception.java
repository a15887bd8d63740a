package io.laiwang.media.upload;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.file.AsyncFile;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a request's body to a file, and reads only as fast as that goes; no thread waits for who sends. Who sends
 * nothing for a while, or doesn't come to an end, loses the connection.
 */
@Singleton
public class Reception {
    public static final long MOST_BYTES = 25L * 1024 * 1024;

    /** How long who sends may take. */
    @ConfigMapping(prefix = "laiwang.upload")
    interface Settings {
        /** Without a byte; up to twice as long may pass until it is seen. */
        Duration idle();

        /** In all. */
        Duration longest();
    }

    private final Vertx vertx;
    private final Settings settings;

    Reception(Vertx vertx, Settings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    /**
     * How many bytes came. Fails with a 413 beyond {@code most}, and as the connection does where it breaks off; what
     * came until then is in the file.
     */
    public Uni<Long> receive(HttpServerRequest request, Path file, long most) {
        request.pause();
        AtomicLong size = new AtomicLong();
        long watch = watch(request, size);
        return vertx.fileSystem()
                .open(file.toString(), new OpenOptions().setCreate(false))
                .chain(open ->
                        receive(request, open, size, most).onTermination().call(open::close))
                .onTermination()
                .invoke(() -> vertx.cancelTimer(watch));
    }

    private long watch(HttpServerRequest request, AtomicLong size) {
        long begin = System.nanoTime();
        AtomicLong before = new AtomicLong(-1);
        return vertx.setPeriodic(settings.idle().toMillis(), timer -> {
            long now = size.get();
            if (before.getAndSet(now) == now
                    || System.nanoTime() - begin > settings.longest().toNanos()) {
                request.connection().close();
            }
        });
    }

    private static Uni<Long> receive(HttpServerRequest request, AsyncFile file, AtomicLong size, long most) {
        return io.vertx.mutiny.core.http.HttpServerRequest.newInstance(request)
                .toMulti()
                .onItem()
                .transformToUniAndConcatenate(piece -> write(file, piece, size, most))
                .collect()
                .last()
                .map(done -> size.get());
    }

    private static Uni<Void> write(AsyncFile file, Buffer piece, AtomicLong size, long most) {
        if (size.addAndGet(piece.length()) > most) {
            return Refused.refuse(ProblemCode.TOO_LARGE, "At most %d bytes are taken here.".formatted(most));
        }
        return file.write(piece);
    }
}
