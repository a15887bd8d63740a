package io.laiwang.media.upload;

import io.laiwang.contracts.Problem;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.blob.Scratch;
import io.laiwang.media.medium.Medium;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes bytes in: through a file, checked and cleaned there, and kept under a new id. */
@Singleton
class Uploads {
    private final Scratch scratch;
    private final Reception reception;
    private final Intake intake;

    Uploads(Scratch scratch, Reception reception, Intake intake) {
        this.scratch = scratch;
        this.reception = reception;
        this.intake = intake;
    }

    /** The medium is there when the answer comes. */
    Uni<Medium> receive(UUID owner, @Nullable String claim, HttpServerRequest body) {
        return scratch.with(file -> reception
                .receive(body, file, Reception.MOST_BYTES)
                .invoke(size -> {
                    if (size == 0) {
                        throw new Refused(Problem.invalid("body", "must not be empty"));
                    }
                })
                .chain(() -> intake.add(owner, claim, file)));
    }
}
