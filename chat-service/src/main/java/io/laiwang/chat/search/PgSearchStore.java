package io.laiwang.chat.search;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Of each conversation a range of the key (term, sent_at, seq), newest first and no longer than the page. */
public final class PgSearchStore implements SearchStore {
    private static final String CANDIDATES = """
            select t.sent_at, k.conversation_id, t.seq,
                   not exists (select from unnest(string_to_array(k.others, ',')::bigint[]) o (term)
                               where not exists (select from message_term x
                                                 where x.term = o.term and x.sent_at = t.sent_at and x.seq = t.seq))
                       as has_all
            from unnest($1::uuid[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::timestamptz[],
                        $7::timestamptz[]) k (conversation_id, term, others, from_seq, to_seq, since, until)
            cross join lateral
                (select m.sent_at, m.seq from message_term m
                 where m.term = k.term and m.seq between k.from_seq and k.to_seq
                   and m.sent_at between k.since and least(k.until, $8::timestamptz)
                   and ($9::uuid is null or (m.sent_at, k.conversation_id, m.seq) < ($8::timestamptz, $9, $10::bigint))
                 order by m.sent_at desc, m.seq desc
                 limit $11) t
            order by t.sent_at desc, k.conversation_id desc, t.seq desc
            limit $11""";

    private final Pool pool;

    public PgSearchStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Candidate>> candidates(List<Scope> scopes, @Nullable Place before, int limit) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfUUID(scopes.stream().map(Scope::conversationId).toArray(UUID[]::new))
                .addArrayOfLong(
                        scopes.stream().map(scope -> scope.terms().getFirst()).toArray(Long[]::new))
                .addArrayOfString(scopes.stream().map(PgSearchStore::others).toArray(String[]::new))
                .addArrayOfLong(scopes.stream().map(Scope::fromSeq).toArray(Long[]::new))
                .addArrayOfLong(scopes.stream().map(Scope::toSeq).toArray(Long[]::new))
                .addArrayOfOffsetDateTime(
                        scopes.stream().map(scope -> time(scope.since())).toArray(OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(
                        scopes.stream().map(scope -> time(scope.until())).toArray(OffsetDateTime[]::new))
                .addOffsetDateTime(time(before == null ? FOREVER : before.sentAt()))
                .addValue(before == null ? null : before.conversationId())
                .addLong(before == null ? 0 : before.seq())
                .addInteger(limit);
        return pool.preparedQuery(CANDIDATES).execute(parameters).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(PgSearchStore::candidate)
                .toList());
    }

    private static Candidate candidate(Row row) {
        Place place = new Place(
                row.getOffsetDateTime("sent_at").toInstant(), row.getUUID("conversation_id"), row.getLong("seq"));
        return new Candidate(place, row.getBoolean("has_all"));
    }

    private static String others(Scope scope) {
        return scope.terms().stream().skip(1).map(String::valueOf).collect(Collectors.joining(","));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
