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
     * Both sides of the join are ranges of the key of {@code contact}, read from the index alone. Profiles are looked up for
     * the lines of the page, one by one: joined before the order is known, the planner reads all that there are
     * (docs/reports/accounts.md).
     */
    private static final String MOST_MUTUAL = """
            select p.account_id, p.handle, p.display_name, p.avatar_media_id, s.mutual
            from (select g.account_id, g.mutual
                  from (select theirs.account_id, count(*) as mutual
                        from contact mine join contact theirs on theirs.owner_id = mine.account_id
                        where mine.owner_id = $1 and theirs.account_id <> $1
                        group by theirs.account_id) g
                  where ($2::bigint is null or g.mutual < $2 or g.mutual = $2 and g.account_id > $3::uuid)
                    and not exists (select from contact c where c.owner_id = $1 and c.account_id = g.account_id)
                    and not exists (select from block b where b.owner_id = $1 and b.account_id = g.account_id)
                    and not exists (select from block b where b.owner_id = g.account_id and b.account_id = $1)
                  order by g.mutual desc, g.account_id) s
            cross join lateral (
                  select * from profile where account_id = s.account_id and not erased limit 1) p
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
