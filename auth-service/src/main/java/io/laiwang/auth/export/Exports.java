package io.laiwang.auth.export;

import io.laiwang.auth.account.Account;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/** Exports, a few at once: each is a stream of pieces, made as it is read. */
@Singleton
class Exports {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    private final Sources sources;
    private final MediaFiles mediaFiles;
    private final ExportSettings settings;
    private final Clock clock;
    private final Semaphore places;

    Exports(Sources sources, MediaFiles mediaFiles, ExportSettings settings, Clock clock) {
        this.sources = sources;
        this.mediaFiles = mediaFiles;
        this.settings = settings;
        this.clock = clock;
        this.places = new Semaphore(settings.atOnce());
    }

    /**
     * Fails before the first piece with a 429 when too many run already, and with a 503 when a service that has a part of
     * it is down. What fails later fails the stream: there is no archive that looks whole and isn't.
     */
    Uni<Multi<Buffer>> open(Account account) {
        return sources.check(account.id()).map(ready -> take(account));
    }

    private Multi<Buffer> take(Account account) {
        if (!places.tryAcquire()) {
            throw Refused.tooMany("Too many exports are made at this moment; try again later.", TRY_AGAIN);
        }
        Instant until = clock.instant().plus(settings.longest());
        return Archive.of(new Contents(account, sources, mediaFiles, clock).files())
                .invoke(piece -> refuseAfter(until))
                .onTermination()
                .invoke(() -> places.release());
    }

    private void refuseAfter(Instant until) {
        if (clock.instant().isAfter(until)) {
            throw new TimeoutException();
        }
    }
}
