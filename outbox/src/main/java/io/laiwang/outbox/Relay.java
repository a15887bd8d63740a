package io.laiwang.outbox;

import io.laiwang.kit.kafka.RecordSender;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Sends the rows of the outbox, those of a key in their order, and deletes what the broker has. An advisory lock, held by
 * the transaction, makes sure that only one relay of all instances does so at a time; one that dies in between leaves its
 * rows, so an event is sent at least once.
 */
@Singleton
class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final int BATCH = 200;
    /**
     * The server ends what a machine left behind that is gone without a word, long before it notices that by itself: all
     * relays wait for this lock. The transaction is idle while a batch is sent, one record of a key after the other.
     */
    private static final String TURN = "set local idle_in_transaction_session_timeout = '60s';"
            + " set local lock_timeout = '5s'; select pg_advisory_xact_lock(7236839)";

    private static final Duration BATCH_WITHIN = Duration.ofSeconds(90);
    private static final Duration REQUEST_WAITS = Duration.ofSeconds(2);

    private final Pool pool;
    private final RecordSender producer;
    private final Rounds rounds = new Rounds(this::round);

    Relay(Pool pool, RecordSender producer) {
        this.pool = pool;
        this.producer = producer;
    }

    /** Answers on the caller's context, which the broker's thread is not. */
    Uni<Void> now() {
        Executor caller = Optional.ofNullable(Vertx.currentContext())
                .<Executor>map(context -> task -> context.runOnContext(ignored -> task.run()))
                .orElse(Runnable::run);
        return rounds.join()
                .ifNoItem()
                .after(REQUEST_WAITS)
                .recoverWithItem((Void) null)
                .emitOn(caller);
    }

    /** What a request left behind, because Kafka was away or the process died. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return rounds.join();
    }

    private Uni<Void> round() {
        return drain().onFailure().invoke(this::tell).onFailure().recoverWithNull();
    }

    private Uni<Void> drain() {
        return pool.withTransaction(this::sendBatch)
                .ifNoItem()
                .after(BATCH_WITHIN)
                .fail()
                .chain(batch -> {
                    Throwable failure = batch.failure();
                    if (failure != null) {
                        return Uni.createFrom().failure(failure);
                    }
                    return batch.size() == BATCH ? drain() : Uni.createFrom().voidItem();
                });
    }

    private Uni<Batch> sendBatch(SqlConnection connection) {
        return connection
                .query(TURN)
                .execute()
                .chain(() -> connection
                        .preparedQuery(
                                "select id, topic, key, payload, recipients, trace from outbox order by id limit "
                                        + BATCH)
                        .execute())
                .map(Relay::batch)
                .call(batch -> batch.send(producer))
                .call(batch -> delete(connection, batch.sent()));
    }

    private static Batch batch(RowSet<Row> found) {
        List<Row> rows = new ArrayList<>();
        found.forEach(rows::add);
        return new Batch(rows);
    }

    private static Uni<Void> delete(SqlConnection connection, Long[] ids) {
        return ids.length == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery("delete from outbox where id = any($1)")
                        .execute(Tuple.of(ids))
                        .replaceWithVoid();
    }

    private void tell(Throwable failure) {
        LOG.warnf("events wait in the outbox: %s", failure.toString());
    }
}
