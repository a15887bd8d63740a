package io.laiwang.media.medium;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

final class PgMediaStore implements MediaStore {
    private final Pool pool;

    PgMediaStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> reserve(Medium medium, Instant due) {
        return run("""
                insert into medium (id, owner_id, content_type, size, width, height, duration_ms, sha256, due_at, state)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'incoming')""", values(medium, due)).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> keep(Medium medium, Instant due) {
        return run("""
                update medium set content_type = $3, size = $4, width = $5, height = $6, duration_ms = $7, sha256 = $8,
                    due_at = $9, state = 'kept'
                where id = $1 and owner_id = $2 and state = 'incoming'""", values(medium, due)).map(rows -> rows.rowCount() > 0);
    }

    @Override
    public Uni<Optional<Medium>> find(UUID id) {
        return run("select * from medium where id = $1 and state = 'kept'", Tuple.of(id))
                .map(rows -> stream(rows).map(PgMediaStore::medium).findFirst());
    }

    @Override
    public Uni<List<Medium>> owned(UUID ownerId, UUID after, int limit) {
        return run(
                        "select * from medium where owner_id = $1 and id > $2 and state = 'kept' order by id limit $3",
                        Tuple.of(ownerId, after, limit))
                .map(rows -> stream(rows).map(PgMediaStore::medium).toList());
    }

    @Override
    public Uni<Long> used(UUID ownerId) {
        return run(
                        "select coalesce(sum(size), 0)::bigint as used from medium where owner_id = $1 and state <> 'gone'",
                        Tuple.of(ownerId))
                .map(rows -> rows.iterator().next().getLong("used"));
    }

    @Override
    public Uni<Void> postpone(UUID id, Instant due) {
        return run(
                        "update medium set due_at = $2 where id = $1 and due_at < $2 and state = 'kept'",
                        Tuple.of(id, time(due)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> setDue(UUID id, Optional<Instant> due) {
        return run(
                        "update medium set due_at = $2 where id = $1 and state = 'kept'",
                        Tuple.of(id, due.map(PgMediaStore::time).orElse(null)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Due>> due(Instant now, int limit) {
        return run(
                        "select id, state from medium where due_at <= $1 order by due_at limit $2",
                        Tuple.of(time(now), limit))
                .map(rows -> stream(rows)
                        .map(row -> new Due(
                                row.getUUID("id"), row.getString("state").equals("kept")))
                        .toList());
    }

    @Override
    public Uni<Boolean> bury(UUID id, Instant now) {
        return run("update medium set state = 'gone', due_at = $2 where id = $1", Tuple.of(id, time(now)))
                .map(rows -> rows.rowCount() > 0);
    }

    @Override
    public Uni<Boolean> buryDue(UUID id, Instant now) {
        return run(
                        "update medium set state = 'gone', due_at = $2 where id = $1 and due_at <= $2",
                        Tuple.of(id, time(now)))
                .map(rows -> rows.rowCount() > 0);
    }

    @Override
    public Uni<Void> buryAllOf(UUID ownerId, Instant now) {
        return run("update medium set state = 'gone', due_at = $2 where owner_id = $1", Tuple.of(ownerId, time(now)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> delete(UUID id) {
        return run("delete from medium where id = $1", Tuple.of(id)).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> lease(String name, UUID holder, Instant now, Instant until) {
        return run("""
                insert into lease (name, holder, until) values ($1, $2, $4)
                on conflict (name) do update set holder = $2, until = $4
                where lease.holder = $2 or lease.until <= $3""", Tuple.of(name, holder, time(now), time(until))).map(rows -> rows.rowCount() > 0);
    }

    private Uni<RowSet<Row>> run(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values);
    }

    static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Tuple values(Medium medium, @Nullable Instant due) {
        return Tuple.tuple()
                .addUUID(medium.id())
                .addUUID(medium.ownerId())
                .addString(medium.contentType())
                .addLong(medium.size())
                .addInteger(medium.width())
                .addInteger(medium.height())
                .addLong(medium.durationMs())
                .addString(medium.sha256())
                .addOffsetDateTime(due == null ? null : time(due));
    }

    private static Medium medium(Row row) {
        return new Medium(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getString("content_type"),
                row.getLong("size"),
                row.getInteger("width"),
                row.getInteger("height"),
                row.getLong("duration_ms"),
                row.getString("sha256"));
    }
}
