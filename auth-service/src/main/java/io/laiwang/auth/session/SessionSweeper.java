package io.laiwang.auth.session;

import io.laiwang.outbox.Outbox;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Deletes what gives nobody a session any more, and ends sessions whose last refresh token has expired. To their owners it
 * changes nothing: an unknown token and an expired one get the same answer, and one that was used is known by its seal. So
 * a session has a row or two, however often it is refreshed. Batch by batch, and past rows that are locked,
 * so that it holds nobody up and several instances don't hold each other up.
 */
@Singleton
class SessionSweeper {
    private static final int ROWS = 1000;
    private static final int EVENTS = 100;
    /** Its access tokens have expired by then, and it has been told. */
    private static final Duration ENDED_STAYS = Duration.ofDays(1);

    /** No instance still gives out the successor of a token that another one deletes. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(SessionSweeper.class);

    private final Mutiny.SessionFactory database;
    private final Pool pool;
    private final SessionEnds ends;
    private final Outbox outbox;
    private final TokenSettings settings;
    private final Clock clock;

    SessionSweeper(
            Mutiny.SessionFactory database,
            Pool pool,
            SessionEnds ends,
            Outbox outbox,
            TokenSettings settings,
            Clock clock) {
        this.database = database;
        this.pool = pool;
        this.ends = ends;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(every = "60s", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> check() {
        return sweep().onFailure()
                .invoke(failure -> LOG.warnf("sessions that are over can't be swept: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    Uni<Void> sweep() {
        Instant now = clock.instant();
        return untilFewerThan(EVENTS, () -> endForgotten(now.minus(settings.refreshTokenLifetime())))
                .chain(() -> untilFewerThan(ROWS, () -> deleteExpiredTokens(now)))
                .chain(() -> untilFewerThan(
                        ROWS,
                        () -> deleteUsedTokens(
                                now.minus(settings.repeatWindow()).minus(CLOCKS_DIFFER))))
                .chain(() -> untilFewerThan(ROWS, () -> deleteTokensOfEnded(now.minus(ENDED_STAYS))))
                .chain(() -> untilFewerThan(ROWS, () -> deleteEnded(now.minus(ENDED_STAYS))));
    }

    private Uni<Integer> endForgotten(Instant lastSeenBefore) {
        return database.withTransaction(
                        session -> forgotten(session, lastSeenBefore).call(found -> Multi.createFrom()
                                .iterable(found)
                                .onItem()
                                .transformToUniAndConcatenate(forgotten -> ends.end(session, forgotten))
                                .collect()
                                .last()))
                .call(outbox::relay)
                .map(List::size);
    }

    private static Uni<List<Session>> forgotten(Mutiny.Session session, Instant lastSeenBefore) {
        return session.createQuery("from Session where endedAt is null and lastSeenAt < ?1", Session.class)
                .setParameter(1, lastSeenBefore)
                .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .setMaxResults(EVENTS)
                .getResultList();
    }

    private Uni<Integer> deleteExpiredTokens(Instant expiredBefore) {
        return delete("""
                delete from refresh_token where hash in (
                  select hash from refresh_token where expires_at < $1 limit $2 for update skip locked)""", expiredBefore);
    }

    /** Nobody gets their successor any more, and that they were used is known without them. */
    private Uni<Integer> deleteUsedTokens(Instant usedBefore) {
        return delete("""
                delete from refresh_token where hash in (
                  select hash from refresh_token where used_at < $1 limit $2 for update skip locked)""", usedBefore);
    }

    private Uni<Integer> deleteTokensOfEnded(Instant endedBefore) {
        return delete("""
                delete from refresh_token where hash in (
                  select t.hash from refresh_token t join session s on s.id = t.session_id
                  where s.ended_at < $1 limit $2 for update of t skip locked)""", endedBefore);
    }

    private Uni<Integer> deleteEnded(Instant endedBefore) {
        return delete("""
                delete from session where id in (
                  select id from session s
                  where ended_at < $1 and not exists (select 1 from refresh_token t where t.session_id = s.id)
                  limit $2 for update skip locked)""", endedBefore);
    }

    private Uni<Integer> delete(String sql, Instant before) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), (long) ROWS))
                .map(SqlResult::rowCount);
    }

    private static Uni<Void> untilFewerThan(int batch, Supplier<Uni<? extends Integer>> step) {
        return Multi.createBy()
                .repeating()
                .uni(step)
                .whilst(count -> count == batch)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
