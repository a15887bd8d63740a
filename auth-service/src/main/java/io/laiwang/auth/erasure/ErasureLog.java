package io.laiwang.auth.erasure;

import io.laiwang.kit.problem.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Who has forgotten whom. An erasure is complete when every service has reported. */
@Singleton
class ErasureLog {
    /** By their application names. */
    static final Set<String> SERVICES = Set.of("group-service", "chat-service", "media-service");

    private static final Logger LOG = Logger.getLogger(ErasureLog.class);

    private final Pool pool;
    private final AtomicLong late = new AtomicLong();

    ErasureLog(Pool pool, MeterRegistry metrics) {
        this.pool = pool;
        metrics.gauge("laiwang.erasures.late", late);
    }

    static Uni<Void> open(Mutiny.Session session, UUID accountId) {
        return session.createNativeQuery("insert into erasure (account_id, requested_at) values (?1, now())")
                .setParameter(1, accountId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Fails with a 404 for an account that isn't being erased. */
    Uni<Void> report(UUID accountId, String service) {
        return pool.withTransaction(connection -> lock(connection, accountId)
                .chain(() -> connection.preparedQuery("""
                                insert into erasure_report (account_id, service, reported_at) values ($1, $2, now())
                                on conflict do nothing""").execute(Tuple.of(accountId, service)))
                .chain(() -> complete(connection, accountId)));
    }

    /** A service that doesn't report keeps what it should have forgotten: the metric is there to alert on. */
    @Scheduled(every = "60s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return pool.query("""
                        select count(*) from erasure
                        where completed_at is null and requested_at < now() - interval '10 minutes'""")
                .execute()
                .invoke(rows -> late.set(rows.iterator().next().getLong(0)))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("late erasures can't be counted: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private static Uni<Void> lock(SqlConnection connection, UUID accountId) {
        return connection
                .preparedQuery("select 1 from erasure where account_id = $1 for update")
                .execute(Tuple.of(accountId))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw Refused.notFound();
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> complete(SqlConnection connection, UUID accountId) {
        return connection
                .preparedQuery("""
                        update erasure set completed_at = now()
                        where account_id = $1 and completed_at is null
                          and (select count(*) from erasure_report where account_id = $1) = $2""")
                .execute(Tuple.of(accountId, (long) SERVICES.size()))
                .invoke(updated -> {
                    if (updated.rowCount() == 1) {
                        LOG.infof("an account is erased everywhere: account=%s", accountId);
                    }
                })
                .replaceWithVoid();
    }
}
