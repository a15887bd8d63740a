package io.laiwang.chat.store;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Member;
import io.laiwang.chat.message.StoredMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One transaction and one flush a batch, whatever its size: arrays in, {@code unnest} there. */
final class PgMessageStore implements MessageStore {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Pool pool;

    PgMessageStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Map<UUID, Conversation>> conversations(Collection<UUID> ids) {
        Tuple wanted = Tuple.of(ids.toArray(UUID[]::new));
        return pool.withTransaction(connection -> oneSnapshot(connection)
                .chain(() -> members(connection, wanted))
                .chain(members -> connection
                        .preparedQuery("select " + PgRows.CONVERSATION + " from conversation c where c.id = any($1)")
                        .execute(wanted)
                        .map(rows -> assemble(rows, members))));
    }

    @Override
    public Uni<Map<MessageKey, StoredMessage>> messages(Collection<MessageKey> keys) {
        List<MessageKey.ById> ids = only(keys, MessageKey.ById.class);
        List<MessageKey.BySeq> seqs = only(keys, MessageKey.BySeq.class);
        Map<MessageKey, StoredMessage> found = new HashMap<>();
        return find(
                        ids.isEmpty(),
                        "unnest($1::uuid[], $2::uuid[]) k (conversation_id, key) on x.id = k.key",
                        new PgColumns<>(ids).uuids(MessageKey::conversationId).uuids(MessageKey.ById::id))
                .invoke(byId -> byId.forEach(m -> found.put(
                        new MessageKey.ById(
                                m.message().conversationId(), m.message().id()),
                        m)))
                .chain(() -> find(
                        seqs.isEmpty(),
                        "unnest($1::uuid[], $2::bigint[]) k (conversation_id, key) on x.seq = k.key",
                        new PgColumns<>(seqs).uuids(MessageKey::conversationId).longs(MessageKey.BySeq::seq)))
                .invoke(bySeq -> bySeq.forEach(
                        m -> found.put(new MessageKey.BySeq(m.message().conversationId(), m.seq()), m)))
                .replaceWith(found);
    }

    @Override
    public Uni<List<Sender>> senders(Collection<Stretch> stretches) {
        Tuple columns = new PgColumns<>(List.copyOf(stretches))
                .uuids(Stretch::conversationId)
                .longs(Stretch::fromSeq)
                .longs(Stretch::toSeq)
                .tuple();
        String sql = "select x.conversation_id, x.seq, x.sender_id"
                + " from unnest($1::uuid[], $2::bigint[], $3::bigint[]) k (conversation_id, from_seq, to_seq)"
                + " join message x on x.conversation_id = k.conversation_id and x.seq between k.from_seq and k.to_seq"
                + " where x.state = 'LIVE' and x.sender_id is not null";
        return pool.preparedQuery(sql)
                .execute(columns)
                .map(rows -> PgRows.all(
                        rows,
                        row -> new Sender(
                                row.getUUID("conversation_id"), row.getLong("seq"), row.getUUID("sender_id"))));
    }

    private Uni<List<StoredMessage>> find(boolean nothing, String keys, PgColumns<?> columns) {
        return nothing
                ? Uni.createFrom().item(List.of())
                : pool.preparedQuery("select " + PgRows.STORED_MESSAGE + " from message x join " + keys
                                + " and x.conversation_id = k.conversation_id")
                        .execute(columns.tuple())
                        .map(rows -> PgRows.all(rows, PgRows::storedMessage));
    }

    private static <K> List<K> only(Collection<MessageKey> keys, Class<K> kind) {
        return keys.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public Uni<Void> write(Batch batch) {
        return pool.withTransaction(connection -> PgBatchWriter.write(connection, batch))
                .onFailure(PgMessageStore::isUniqueViolation)
                .transform(taken -> new Conflict("a seq, a rev or an id is taken"));
    }

    /** A row and its members must be of the same moment: another instance may just be writing them. */
    private static Uni<Void> oneSnapshot(SqlConnection connection) {
        return connection
                .query("set transaction isolation level repeatable read, read only")
                .execute()
                .replaceWithVoid();
    }

    private static Uni<Map<UUID, List<Member>>> members(SqlConnection connection, Tuple conversationIds) {
        return connection
                .preparedQuery("select m.conversation_id, " + PgRows.MEMBER
                        + " from member m where m.conversation_id = any($1) order by m.from_seq, m.account_id")
                .execute(conversationIds)
                .map(rows -> {
                    Map<UUID, List<Member>> byConversation = new HashMap<>();
                    rows.forEach(row -> byConversation
                            .computeIfAbsent(row.getUUID("conversation_id"), id -> new ArrayList<>())
                            .add(PgRows.member(row)));
                    return byConversation;
                });
    }

    private static Map<UUID, Conversation> assemble(Iterable<Row> rows, Map<UUID, List<Member>> members) {
        Map<UUID, Conversation> conversations = new LinkedHashMap<>();
        PgRows.all(rows, PgRows::conversation)
                .forEach(row ->
                        conversations.put(row.id(), new Conversation(row, members.getOrDefault(row.id(), List.of()))));
        return conversations;
    }

    private static boolean isUniqueViolation(Throwable failure) {
        return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState());
    }
}
