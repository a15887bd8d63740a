package io.laiwang.chat.sealed.sweep;

import io.laiwang.chat.sealed.BurnMetrics;
import io.laiwang.chat.sealed.Cause;
import io.laiwang.chat.sealed.Sealed;
import io.laiwang.chat.sealed.Sealed.Bound;
import io.laiwang.chat.sealed.Sealed.Burned;
import io.laiwang.chat.sealed.Sealed.Unbound;
import io.laiwang.chat.sealed.SealedKey;
import io.laiwang.chat.sealed.SealedLog;
import io.laiwang.chat.sealed.SealedStore;
import io.laiwang.chat.sealed.SealedStore.Change;
import io.laiwang.chat.sealed.SealedStore.Row;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Erases what is due: takes a batch under a lease, destroys contents and keys in one step, has the media erased, and
 * puts the tombstones on the log. A row that isn't through in time is due again, so a process may die between any two
 * steps; a step that was done already is found done.
 */
@Singleton
public class Sweeper {
    private static final int MEDIA_AT_ONCE = 16;
    private static final int MEDIA_WAITING = 2_000;
    private static final Duration BATCH_DEADLINE = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    private final Semaphore erasures = new Semaphore(MEDIA_WAITING);
    private final SealedStore store;
    private final MediaEraser media;
    private final SealedLog log;
    private final BurnMetrics metrics;
    private final SweepSettings settings;
    private final Clock clock;

    Sweeper(
            SealedStore store,
            MediaEraser media,
            SealedLog log,
            BurnMetrics metrics,
            SweepSettings settings,
            Clock clock) {
        this.store = store;
        this.media = media;
        this.log = log;
        this.metrics = metrics;
        this.settings = settings;
        this.clock = clock;
    }

    /** Goes on until nothing more is due, also beside others who take a part of it; gives how many rows it moved on. */
    public Uni<Integer> sweep() {
        return Uni.createFrom()
                .deferred(() -> {
                    long begun = System.nanoTime();
                    return sweepOnce()
                            .call(moved -> moved == 0 ? Uni.createFrom().voidItem() : pace(begun));
                })
                .repeat()
                .whilst(moved -> moved > 0)
                .collect()
                .with(Collectors.summingInt(Integer::intValue));
    }

    /** Tombstones go through the log, and whoever talks waits behind them: so many at once, and then a moment. */
    private Uni<Void> pace(long begun) {
        Duration rest = settings.pace().minusNanos(System.nanoTime() - begun);
        return rest.isPositive()
                ? Uni.createFrom().voidItem().onItem().delayIt().by(rest)
                : Uni.createFrom().voidItem();
    }

    private Uni<Integer> sweepOnce() {
        Instant now = clock.instant();
        Instant dueBy = now.minus(settings.clockSkew());
        return store.lease(dueBy, now, settings.lease(), settings.batch())
                .chain(rows -> work(rows, dueBy, now))
                .ifNoItem()
                .after(BATCH_DEADLINE)
                .fail();
    }

    /** A row and what becomes of it. */
    private record Step(Sealed from, Sealed to, long version) {
        Change change() {
            return new Change(to, version);
        }

        boolean moves() {
            return !to.equals(from);
        }
    }

    /** What only needs telling again keeps its lease, so that it isn't told at every turn. */
    private Uni<Integer> work(List<Row> rows, Instant dueBy, Instant now) {
        List<Step> steps = rows.stream()
                .map(row -> new Step(row.state(), next(row.state(), dueBy, now), row.version()))
                .toList();
        List<Change> changes =
                steps.stream().filter(Step::moves).map(Step::change).toList();
        Uni<Set<SealedKey>> changed = changes.isEmpty() ? Uni.createFrom().item(Set.of()) : store.change(changes);
        return changed.invoke(done -> {
                    List<Step> taken = steps.stream()
                            .filter(step ->
                                    !step.moves() || done.contains(step.to().key()))
                            .toList();
                    tell(taken);
                    eraseMedia(taken);
                })
                .map(Set::size);
    }

    private static Sealed next(Sealed state, Instant dueBy, Instant now) {
        return switch (state) {
            case Unbound unbound -> unbound.burn(now, Cause.UNSENT);
            case Bound bound -> bound.isOver(dueBy) ? bound.burn(now, bound.endedBy()) : bound;
            case Burned burned -> burned.retryAt(now.plus(Sealed.TELL_AGAIN));
        };
    }

    /** The content is no more by now. */
    private void tell(List<Step> steps) {
        for (Step step : steps) {
            if (step.from() instanceof Bound before && step.to() instanceof Bound) {
                before.untold().forEach(account -> log.opened(before, account));
            }
            if (step.to() instanceof Burned burned) {
                if (!(step.from() instanceof Burned)) {
                    metrics.erased(burned.cause(), Duration.between(deadline(step.from()), clock.instant()));
                }
                if (!burned.told()) {
                    log.burned(burned);
                }
            }
        }
    }

    private static Instant deadline(Sealed state) {
        return state instanceof Bound bound ? bound.deadline() : state.dueAt();
    }

    /** Beside the sweep: a media-service that is down holds no content up. What finds no place is due again soon. */
    private void eraseMedia(List<Step> steps) {
        List<Burned> withMedia = steps.stream()
                .map(Step::to)
                .flatMap(to -> to instanceof Burned burned && burned.medium() != null && erasures.tryAcquire()
                        ? Stream.of(burned)
                        : Stream.empty())
                .toList();
        Multi.createFrom()
                .iterable(withMedia)
                .onItem()
                .transformToUni(this::eraseOrTryLater)
                .merge(MEDIA_AT_ONCE)
                .subscribe()
                .with(done -> {});
    }

    private Uni<Void> eraseOrTryLater(Burned burned) {
        return eraseMedium(burned)
                .onTermination()
                .invoke(erasures::release)
                .onFailure()
                .invoke(failure -> LOG.warnf("a medium is erased later: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> eraseMedium(Burned burned) {
        return media.erase(burned)
                .chain(() -> store.find(Set.of(burned.key())))
                .chain(rows -> store.change(
                        rows.stream().flatMap(Sweeper::withoutMedium).toList()))
                .replaceWithVoid();
    }

    private static Stream<Change> withoutMedium(Row row) {
        return row.state() instanceof Burned burned ? Stream.of(row.to(burned.mediumErased())) : Stream.empty();
    }
}
