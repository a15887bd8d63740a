package io.laiwang.media.doodle;

import io.laiwang.media.blob.Scratch;
import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.upload.Reception;
import io.laiwang.media.work.Workers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Receives drawings. They are read on a few threads once they are here: nobody who sends slowly holds one of them. */
@Singleton
class Sheets {
    private static final int READERS = 2;
    private static final int WAITING = 200;

    private final Scratch scratch;
    private final Reception reception;
    private final Workers workers = new Workers("drawing", READERS, WAITING);

    Sheets(Scratch scratch, Reception reception) {
        this.scratch = scratch;
        this.reception = reception;
    }

    /** What a drawing is written in. */
    interface Reader {
        Drawing read(InputStream in) throws IOException;
    }

    /** Fails with a 400 for what is no drawing, a 413 for one of more bytes, and a 503 while too many wait. */
    Uni<Drawing> receive(HttpServerRequest request, long most, Reader reader) {
        return scratch.with(
                file -> reception.receive(request, file, most).chain(() -> workers.run(() -> read(file, reader))));
    }

    private static Drawing read(Path file, Reader reader) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return reader.read(in);
        }
    }

    @PreDestroy
    void close() {
        workers.close();
    }
}
