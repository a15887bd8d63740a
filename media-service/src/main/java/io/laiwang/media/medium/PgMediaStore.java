package io.laiwang.media.medium;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

final class PgMediaStore implements MediaStore {
    private final Pool pool;

    PgMediaStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> add(Medium medium) {
        Tuple values = Tuple.tuple()
                .addUUID(medium.id())
                .addUUID(medium.ownerId())
                .addString(medium.contentType())
                .addLong(medium.size())
                .addInteger(medium.width())
                .addInteger(medium.height())
                .addString(medium.sha256());
        return run("""
                insert into medium (id, owner_id, content_type, size, width, height, sha256)
                values ($1, $2, $3, $4, $5, $6, $7)""", values).replaceWithVoid();
    }

    @Override
    public Uni<Optional<Medium>> find(UUID id) {
        return run("select * from medium where id = $1", Tuple.of(id))
                .map(rows -> stream(rows).map(PgMediaStore::medium).findFirst());
    }

    @Override
    public Uni<Void> delete(UUID id) {
        return run("delete from medium where id = $1", Tuple.of(id)).replaceWithVoid();
    }

    @Override
    public Uni<List<Medium>> owned(UUID ownerId, UUID after, int limit) {
        return run(
                        "select * from medium where owner_id = $1 and id > $2 order by id limit $3",
                        Tuple.of(ownerId, after, limit))
                .map(rows -> stream(rows).map(PgMediaStore::medium).toList());
    }

    @Override
    public Uni<Void> share(UUID mediaId, Share share) {
        return run(
                        "insert into share (media_id, conversation_id, seq) values ($1, $2, $3) on conflict do nothing",
                        Tuple.of(mediaId, share.conversationId(), share.seq()))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Share>> shares(UUID mediaId) {
        return run(
                        "select conversation_id, seq from share where media_id = $1 order by shared_at desc limit 100",
                        Tuple.of(mediaId))
                .map(rows -> stream(rows)
                        .map(row -> new Share(row.getUUID("conversation_id"), row.getLong("seq")))
                        .toList());
    }

    private Uni<RowSet<Row>> run(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values);
    }

    private static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static Medium medium(Row row) {
        return new Medium(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getString("content_type"),
                row.getLong("size"),
                row.getInteger("width"),
                row.getInteger("height"),
                row.getString("sha256"));
    }
}
