package io.laiwang.group.suggestion;

import io.laiwang.contracts.Profile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Contacts of one's contacts. */
@Singleton
class Suggestions {
    /**
     * Both sides of the join are ranges of the key of {@code contact}, read from the index alone; everything else
     * happens to the few that are left on the page.
     */
    private static final String MOST_MUTUAL = """
            select p.account_id, p.handle, p.display_name, p.avatar_media_id, s.mutual
            from (select theirs.account_id, count(*) as mutual
                  from contact mine join contact theirs on theirs.owner_id = mine.account_id
                  where mine.owner_id = $1 and theirs.account_id <> $1
                  group by theirs.account_id) s
            join profile p on p.account_id = s.account_id and not p.erased
            where ($2::bigint is null or s.mutual < $2 or s.mutual = $2 and s.account_id > $3::uuid)
              and not exists (select from contact c where c.owner_id = $1 and c.account_id = s.account_id)
              and not exists (select from block b where b.owner_id = $1 and b.account_id = s.account_id)
              and not exists (select from block b where b.owner_id = s.account_id and b.account_id = $1)
            order by s.mutual desc, s.account_id
            limit $4""";

    private final Pool pool;

    Suggestions(Pool pool) {
        this.pool = pool;
    }

    record Suggestion(Profile account, long mutualCount) {}

    /** The last line of a page; the next one begins after it. */
    record Position(long mutualCount, UUID accountId) {}

    Uni<List<Suggestion>> list(UUID account, @Nullable Position after, int limit) {
        Tuple parameters = Tuple.tuple()
                .addUUID(account)
                .addValue(after == null ? null : after.mutualCount())
                .addValue(after == null ? null : after.accountId())
                .addInteger(limit);
        return pool.preparedQuery(MOST_MUTUAL).execute(parameters).map(rows -> {
            List<Suggestion> found = new ArrayList<>();
            rows.forEach(row -> found.add(suggestion(row)));
            return found;
        });
    }

    private static Suggestion suggestion(Row row) {
        Profile account = new Profile(
                row.getUUID("account_id"),
                row.getString("handle"),
                row.getString("display_name"),
                row.getUUID("avatar_media_id"));
        return new Suggestion(account, row.getLong("mutual"));
    }
}
