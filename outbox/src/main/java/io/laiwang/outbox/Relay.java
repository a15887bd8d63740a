package io.laiwang.outbox;

import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.kit.kafka.RecordSender;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Sends the rows of the outbox in their order and deletes what the broker has. An advisory lock, held by the
 * transaction, makes sure that only one relay of all instances does so at a time; one that dies in between leaves its
 * rows, so an event is sent at least once.
 */
@Singleton
class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final int BATCH = 200;
    private static final Duration REQUEST_WAITS = Duration.ofSeconds(2);

    private final Pool pool;
    private final RecordSender producer;

    Relay(Pool pool, RecordSender producer) {
        this.pool = pool;
        this.producer = producer;
    }

    /** Answers on the caller's context, which the broker's thread is not. */
    Uni<Void> now() {
        Executor caller = Optional.ofNullable(Vertx.currentContext())
                .<Executor>map(context -> task -> context.runOnContext(ignored -> task.run()))
                .orElse(Runnable::run);
        return detached()
                .ifNoItem()
                .after(REQUEST_WAITS)
                .recoverWithItem((Void) null)
                .emitOn(caller);
    }

    /** A caller that waits no longer must not cancel a transaction in the middle. */
    private Uni<Void> detached() {
        return Uni.createFrom()
                .emitter(result -> sweep().subscribe().with(done -> result.complete(null), result::fail));
    }

    /** What a request left behind, because Kafka was away or the process died. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return drain().onFailure().invoke(this::tell).onFailure().recoverWithNull();
    }

    private Uni<Void> drain() {
        return pool.withTransaction(this::sendBatch)
                .chain(sent -> sent == BATCH ? drain() : Uni.createFrom().voidItem());
    }

    private Uni<Integer> sendBatch(SqlConnection connection) {
        return connection
                .query("select pg_advisory_xact_lock(7236839)")
                .execute()
                .chain(() -> connection
                        .preparedQuery(
                                "select id, topic, key, payload, recipients from outbox order by id limit " + BATCH)
                        .execute())
                .chain(rows -> {
                    List<Row> batch = new ArrayList<>();
                    rows.forEach(batch::add);
                    return send(batch).chain(() -> delete(connection, batch)).replaceWith(batch.size());
                });
    }

    /** The producer is idempotent and keeps its order, so all may be on their way at once. */
    private Uni<Void> send(List<Row> rows) {
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUni(row -> producer.send(toRecord(row)))
                .merge(BATCH)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> delete(SqlConnection connection, List<Row> rows) {
        Long[] ids = rows.stream().map(row -> row.getLong("id")).toArray(Long[]::new);
        return ids.length == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery("delete from outbox where id = any($1)")
                        .execute(Tuple.of(ids))
                        .replaceWithVoid();
    }

    private static ProducerRecord<String, byte[]> toRecord(Row row) {
        String topic = row.getString("topic");
        UUID key = row.getUUID("key");
        byte[] payload = row.getBuffer("payload").getBytes();
        if (topic.equals(Topics.DELIVERIES)) {
            List<UUID> recipients = List.of(row.getArrayOfUUIDs("recipients"));
            return DeliveryRecords.toRecord(new Delivery(key, recipients, payload, null, null, null));
        }
        return new ProducerRecord<>(topic, key.toString(), payload);
    }

    private void tell(Throwable failure) {
        LOG.warnf("events wait in the outbox: %s", failure.toString());
    }
}
