package io.laiwang.media.upload;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.file.AsyncFile;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Writes a request's body to a file, and reads only as fast as that goes; no thread waits for who sends. */
@Singleton
public class Reception {
    public static final long MOST_BYTES = 25L * 1024 * 1024;

    private final Vertx vertx;

    Reception(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * How many bytes came. Fails with a 413 beyond {@code most}, and as the connection does where it breaks off; what
     * came until then is in the file.
     */
    public Uni<Long> receive(HttpServerRequest request, Path file, long most) {
        request.pause();
        return vertx.fileSystem()
                .open(file.toString(), new OpenOptions().setCreate(false))
                .chain(open -> receive(request, open, most).onTermination().call(open::close));
    }

    private static Uni<Long> receive(HttpServerRequest request, AsyncFile file, long most) {
        AtomicLong size = new AtomicLong();
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
            return Refused.refuse(ProblemCode.TOO_LARGE, "A medium has at most 25 MiB.");
        }
        return file.write(piece);
    }
}
