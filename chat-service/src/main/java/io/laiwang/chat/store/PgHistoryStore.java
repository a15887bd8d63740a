package io.laiwang.chat.store;

import io.laiwang.chat.store.MessageStore.MessageKey;
import io.laiwang.contracts.Message;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A page of history is a range of the key (conversation, seq), a sync one of (conversation, rev). */
final class PgHistoryStore implements HistoryStore {
    private static final String RANGE = "select " + PgRows.SEEN_MESSAGE
            + " from message x where x.conversation_id = $2 and x.seq between $3 and $4";

    /**
     * Seqs have no gaps, so what is unread is what lies between the mark and the head but for one's own and for what
     * doesn't count: those are few, however far one is behind. What one who has left isn't a part of any more doesn't
     * bring its line back.
     */
    private static final String LIST = """
            with line as (
                select %s, %s, coalesce(m.to_seq, c.head_seq) as last, coalesce(m.left_at, c.updated_at) as seen_at
                from member m
                join conversation c on c.id = m.conversation_id
                where m.account_id = $1
                  and ($2::timestamptz is null or m.changed_at >= $2 or (m.to_seq is null and c.changed_at >= $2))
                  and ($3::timestamptz is null or (coalesce(m.left_at, c.updated_at), c.id) < ($3, $4::uuid))
                order by seen_at desc, c.id desc
                limit $5)
            select l.*,
                   (select o.account_id from member o
                    where l.kind = 'DIRECT' and o.conversation_id = l.id and o.account_id <> $1 limit 1) as contact_id,
                   greatest(0, l.last - l.read_seq)
                   - (select count(*) from message u
                      where u.conversation_id = l.id and u.sender_id = $1 and u.state = 'LIVE'
                        and u.seq > l.read_seq and u.seq <= l.last)
                   - (select count(*) from message u
                      where u.conversation_id = l.id and (u.sender_id is null or u.state <> 'LIVE')
                        and u.seq > l.read_seq and u.seq <= l.last) as unread,
                   (select count(*) from message u
                    where u.conversation_id = l.id and u.seq > l.read_seq and u.seq <= l.last
                      and u.sender_id <> $1 and u.state = 'LIVE'
                      and u.mentions <> '{}' and u.mentions && array[$1::uuid::text, 'all']) as mentioned
            from line l
            order by l.seen_at desc, l.id desc""".formatted(PgRows.CONVERSATION, PgRows.MEMBER);

    private final Pool pool;

    PgHistoryStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<Integer>> timer(UUID conversationId) {
        return pool.preparedQuery("select timer_seconds from conversation where id = $1")
                .execute(Tuple.of(conversationId))
                .map(rows -> PgRows.all(rows, row -> row.getInteger("timer_seconds")).stream()
                        .findFirst());
    }

    @Override
    public Uni<Optional<Seat>> seat(UUID conversationId, UUID accountId) {
        return pool.preparedQuery("select " + PgRows.CONVERSATION + ", " + PgRows.MEMBER
                        + " from conversation c join member m on m.conversation_id = c.id"
                        + " where c.id = $1 and m.account_id = $2")
                .execute(Tuple.of(conversationId, accountId))
                .map(rows -> PgRows.all(rows, PgHistoryStore::seat).stream().findFirst());
    }

    @Override
    public Uni<List<Message>> first(UUID conversationId, UUID reader, long fromSeq, long toSeq, int limit) {
        return messages(RANGE + " order by x.seq limit $5", Tuple.of(reader, conversationId, fromSeq, toSeq, limit));
    }

    @Override
    public Uni<List<Message>> last(UUID conversationId, UUID reader, long fromSeq, long toSeq, int limit) {
        return messages(
                        RANGE + " order by x.seq desc limit $5",
                        Tuple.of(reader, conversationId, fromSeq, toSeq, limit))
                .map(List::reversed);
    }

    @Override
    public Uni<List<Message>> changes(
            UUID conversationId, UUID reader, long afterRev, long fromSeq, long toSeq, int limit) {
        return messages(
                RANGE + " and x.rev > $5 order by x.rev limit $6",
                Tuple.of(reader, conversationId, fromSeq, toSeq, afterRev, limit));
    }

    @Override
    public Uni<List<Listed>> list(UUID accountId, @Nullable Instant since, @Nullable Position after, int limit) {
        Tuple parameters = Tuple.tuple()
                .addUUID(accountId)
                .addValue(PgRows.time(since))
                .addValue(after == null ? null : PgRows.time(after.updatedAt()))
                .addValue(after == null ? null : after.id())
                .addInteger(limit);
        return pool.preparedQuery(LIST)
                .execute(parameters)
                .map(rows -> PgRows.all(rows, PgHistoryStore::listed))
                .chain(lines -> withLastMessages(accountId, lines));
    }

    @Override
    public Uni<Optional<UUID>> conversationAfter(UUID accountId, UUID after) {
        return pool.preparedQuery("select conversation_id from member where account_id = $1 and conversation_id > $2"
                        + " order by conversation_id limit 1")
                .execute(Tuple.of(accountId, after))
                .map(rows -> PgRows.all(rows, row -> row.getUUID("conversation_id")).stream()
                        .findFirst());
    }

    @Override
    public Uni<Instant> now() {
        return pool.query("select clock_timestamp() as now")
                .execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime("now").toInstant());
    }

    private Uni<List<Message>> messages(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).map(rows -> PgRows.all(rows, PgRows::seenMessage));
    }

    @Override
    public Uni<List<Message>> messages(UUID reader, List<MessageKey.BySeq> keys) {
        String sql = "select " + PgRows.SEEN_MESSAGE
                + " from unnest($2::uuid[], $3::bigint[]) k (conversation_id, seq)"
                + " join message x on x.conversation_id = k.conversation_id and x.seq = k.seq";
        Tuple columns = new PgColumns<>(keys, Tuple.of(reader))
                .uuids(MessageKey::conversationId)
                .longs(MessageKey.BySeq::seq)
                .tuple();
        return keys.isEmpty() ? Uni.createFrom().item(List.of()) : messages(sql, columns);
    }

    @Override
    public Uni<List<Window>> windows(UUID accountId, int limit) {
        return pool.preparedQuery("select m.conversation_id, m.from_seq, m.to_seq from member m"
                        + " join conversation c on c.id = m.conversation_id"
                        + " where m.account_id = $1 order by coalesce(m.left_at, c.updated_at) desc limit $2")
                .execute(Tuple.of(accountId, limit))
                .map(rows -> PgRows.all(
                        rows,
                        row -> new Window(
                                row.getUUID("conversation_id"), row.getLong("from_seq"), row.getLong("to_seq"))));
    }

    private Uni<List<Listed>> withLastMessages(UUID reader, List<Listed> lines) {
        List<MessageKey.BySeq> heads = lines.stream()
                .map(line -> new MessageKey.BySeq(
                        line.seat().conversation().id(), line.seat().headSeq()))
                .toList();
        return messages(reader, heads).map(found -> {
            Map<UUID, Message> last = found.stream().collect(Collectors.toMap(Message::conversationId, m -> m));
            return lines.stream()
                    .map(line -> line.with(last.get(line.seat().conversation().id())))
                    .toList();
        });
    }

    private static Listed listed(Row row) {
        return new Listed(seat(row), row.getUUID("contact_id"), row.getLong("unread"), row.getLong("mentioned"), null);
    }

    private static Seat seat(Row row) {
        return new Seat(PgRows.conversation(row), PgRows.member(row));
    }
}
