package io.laiwang.media.medium;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Erases what is due: media that nothing refers to, uploads that nobody finished, and what was begun to be erased. One
 * instance at a time, by a lease; doing it twice does no harm.
 */
@Singleton
public class Sweeper {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(10);
    private static final int BATCH = 200;
    private static final int SIDE_BY_SIDE = 4;

    private final UUID holder = UUID.randomUUID();
    private final MediaStore store;
    private final References references;
    private final Media media;
    private final Clock clock;

    Sweeper(MediaStore store, References references, Media media, Clock clock) {
        this.store = store;
        this.references = references;
        this.media = media;
        this.clock = clock;
    }

    @Scheduled(every = "{laiwang.media.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> sweep() {
        Instant now = clock.instant();
        return store.lease("sweep", holder, now, now.plus(LEASE))
                .chain(mine -> mine ? sweep(now) : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.warnf("media are not swept: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> sweep(Instant now) {
        return store.due(now, BATCH)
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUni(due -> sweep(due, now))
                .merge(SIDE_BY_SIDE)
                .collect()
                .last();
    }

    /** One that can't be erased now must not stand before the others. */
    private Uni<Void> sweep(MediaStore.Due due, Instant now) {
        return isReferred(due)
                .chain(referred ->
                        referred ? store.setDue(due.id(), Optional.empty()) : media.eraseIfDue(due.id(), now))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("medium %s is not erased yet: %s", due.id(), failure);
                    return store.bury(due.id(), now.plus(TRY_AGAIN)).replaceWithVoid();
                });
    }

    private Uni<Boolean> isReferred(MediaStore.Due due) {
        return due.kept() ? references.isReferred(due.id()) : Uni.createFrom().item(false);
    }
}
