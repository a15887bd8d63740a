package io.laiwang.media.use;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

final class PgUseStore implements UseStore {
    private final Pool pool;

    PgUseStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Use> take(Use wanted) {
        return pool.preparedQuery("""
                        insert into medium_use as u (media_id, conversation_id, message_id, sealed)
                        values ($1, $2, $3, $4)
                        on conflict (media_id) do update
                        set sealed = u.sealed or ($4 and (u.conversation_id, u.message_id) = ($2, $3))
                        returning *""")
                .execute(Tuple.of(wanted.mediumId(), wanted.conversationId(), wanted.messageId(), wanted.sealed()))
                .map(rows -> first(rows).orElseThrow());
    }

    @Override
    public Uni<Optional<Use>> find(UUID mediumId) {
        return pool.preparedQuery("select * from medium_use where media_id = $1")
                .execute(Tuple.of(mediumId))
                .map(PgUseStore::first);
    }

    @Override
    public Uni<Optional<Use>> unseal(UUID mediumId, UUID conversationId) {
        return pool.preparedQuery("""
                        update medium_use set sealed = false
                        where media_id = $1 and conversation_id = $2 and sealed
                        returning media_id, conversation_id, message_id, true as sealed""")
                .execute(Tuple.of(mediumId, conversationId))
                .map(PgUseStore::first);
    }

    @Override
    public Uni<Void> end(UUID mediumId) {
        return pool.preparedQuery("delete from medium_use where media_id = $1")
                .execute(Tuple.of(mediumId))
                .replaceWithVoid();
    }

    private static Optional<Use> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Use(
                        row.getUUID("media_id"),
                        row.getUUID("conversation_id"),
                        row.getUUID("message_id"),
                        row.getBoolean("sealed")))
                .findFirst();
    }
}
