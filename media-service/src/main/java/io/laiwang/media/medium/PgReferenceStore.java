package io.laiwang.media.medium;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class PgReferenceStore implements ReferenceStore {
    private final Pool pool;

    PgReferenceStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> share(UUID mediaId, Share share) {
        return run(
                        "insert into share (media_id, conversation_id, seq) values ($1, $2, $3) on conflict do nothing",
                        Tuple.of(mediaId, share.conversationId(), share.seq()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> withdraw(UUID mediaId, Share share) {
        return run("""
                insert into share (media_id, conversation_id, seq, withdrawn) values ($1, $2, $3, true)
                on conflict (media_id, conversation_id, seq) do update set withdrawn = true""", Tuple.of(mediaId, share.conversationId(), share.seq())).replaceWithVoid();
    }

    @Override
    public Uni<List<Share>> shares(UUID mediaId) {
        return run("""
                select conversation_id, seq from share where media_id = $1 and not withdrawn
                order by shared_at desc limit 100""", Tuple.of(mediaId)).map(rows -> PgMediaStore.stream(rows)
                .map(row -> new Share(row.getUUID("conversation_id"), row.getLong("seq")))
                .toList());
    }

    /** A change of the same referrer at the same time waits for the row, so each is told what it has replaced. */
    @Override
    public Uni<Optional<UUID>> refer(Kind kind, UUID referrer, UUID mediaId) {
        return run("""
                with before as (
                    select media_id from media_reference where kind = $1 and referrer = $2 for update)
                insert into media_reference (kind, referrer, media_id) values ($1, $2, $3)
                on conflict (kind, referrer) do update set media_id = $3
                returning (select media_id from before)""", Tuple.of(kind.name(), referrer, mediaId)).map(PgReferenceStore::mediaId);
    }

    @Override
    public Uni<Optional<UUID>> release(Kind kind, UUID referrer) {
        return run(
                        "delete from media_reference where kind = $1 and referrer = $2 returning media_id",
                        Tuple.of(kind.name(), referrer))
                .map(PgReferenceStore::mediaId);
    }

    @Override
    public Uni<Optional<UUID>> referred(Kind kind, UUID referrer) {
        return run(
                        "select media_id from media_reference where kind = $1 and referrer = $2",
                        Tuple.of(kind.name(), referrer))
                .map(PgReferenceStore::mediaId);
    }

    @Override
    public Uni<Boolean> isReferred(Kind kind, UUID mediaId) {
        return run(
                        "select 1 from media_reference where media_id = $1 and kind = $2 limit 1",
                        Tuple.of(mediaId, kind.name()))
                .map(rows -> rows.size() > 0);
    }

    @Override
    public Uni<Boolean> isReferred(UUID mediaId) {
        return run("""
                select 1 where exists (select from media_reference where media_id = $1)
                or exists (select from share where media_id = $1 and not withdrawn)""", Tuple.of(mediaId)).map(rows -> rows.size() > 0);
    }

    @Override
    public Uni<Boolean> isReferredBeside(UUID mediaId, UUID referrer) {
        return run("""
                select 1 where exists (select from media_reference where media_id = $1 and referrer <> $2)
                or exists (select from share where media_id = $1 and not withdrawn)""", Tuple.of(mediaId, referrer)).map(rows -> rows.size() > 0);
    }

    private Uni<RowSet<Row>> run(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values);
    }

    private static Optional<UUID> mediaId(RowSet<Row> rows) {
        return PgMediaStore.stream(rows).findFirst().map(row -> row.getUUID("media_id"));
    }
}
