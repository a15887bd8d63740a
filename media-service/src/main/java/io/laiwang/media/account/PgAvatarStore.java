package io.laiwang.media.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class PgAvatarStore implements AvatarStore {
    private final Pool pool;

    PgAvatarStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Boolean> set(UUID accountId, @Nullable UUID mediaId, long version) {
        return pool.preparedQuery("""
                        insert into avatar (account_id, media_id, version) values ($1, $2, $3)
                        on conflict (account_id) do update set media_id = excluded.media_id, version = excluded.version
                        where avatar.version <= excluded.version""")
                .execute(Tuple.of(accountId, mediaId, version))
                .map(rows -> rows.rowCount() > 0);
    }

    @Override
    public Uni<Void> forget(UUID accountId) {
        return pool.preparedQuery("delete from avatar where account_id = $1")
                .execute(Tuple.of(accountId))
                .replaceWithVoid();
    }
}
