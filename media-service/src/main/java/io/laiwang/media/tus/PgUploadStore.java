package io.laiwang.media.tus;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

final class PgUploadStore implements UploadStore {
    private final Pool pool;

    PgUploadStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> add(Upload upload) {
        Tuple values = Tuple.tuple()
                .addUUID(upload.id())
                .addUUID(upload.ownerId())
                .addLong(upload.length())
                .addString(upload.contentType())
                .addString(upload.metadata())
                .addOffsetDateTime(upload.expiresAt().atOffset(ZoneOffset.UTC));
        return run("""
                insert into upload (id, owner_id, length, content_type, metadata, expires_at)
                values ($1, $2, $3, $4, $5, $6)""", values).replaceWithVoid();
    }

    @Override
    public Uni<Optional<Upload>> find(UUID id) {
        return run("""
                select upload.* from upload join medium using (id)
                where id = $1 and medium.state <> 'gone'""", Tuple.of(id)).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(PgUploadStore::upload)
                .findFirst());
    }

    @Override
    public Uni<Boolean> append(UUID id, long offset, long length, String part) {
        return run("""
                update upload set received = received + $3, parts = array_append(parts, $4)
                where id = $1 and received = $2""", Tuple.of(id, offset, length, part)).map(rows -> rows.rowCount() > 0);
    }

    @Override
    public Uni<Void> forgetParts(UUID id) {
        return run("update upload set parts = '{}' where id = $1", Tuple.of(id)).replaceWithVoid();
    }

    private Uni<RowSet<Row>> run(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values);
    }

    private static Upload upload(Row row) {
        return new Upload(
                row.getUUID("id"),
                row.getUUID("owner_id"),
                row.getLong("length"),
                row.getLong("received"),
                row.getString("content_type"),
                row.getString("metadata"),
                row.getOffsetDateTime("expires_at").toInstant(),
                List.of(row.getArrayOfStrings("parts")));
    }
}
