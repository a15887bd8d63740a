package io.laiwang.chat.store;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Member;
import io.laiwang.contracts.Message;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
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

    /** A row that has the same or a higher rev is left alone, which the count of written rows gives away. */
    private static final String WRITE_CONVERSATIONS = """
            insert into conversation (id, kind, group_id, name, writable, timer_seconds, version, head_seq, rev,
                                      updated_at, changed_at)
            select u.*, clock_timestamp()
            from unnest($1::uuid[], $2::varchar[], $3::uuid[], $4::varchar[], $5::boolean[], $6::int[], $7::bigint[],
                        $8::bigint[], $9::bigint[], $10::timestamptz[]) u
            on conflict (id) do update
            set name = excluded.name, writable = excluded.writable, timer_seconds = excluded.timer_seconds,
                version = excluded.version, head_seq = excluded.head_seq, rev = excluded.rev,
                updated_at = excluded.updated_at, changed_at = excluded.changed_at
            where conversation.rev < excluded.rev""";

    private static final String WRITE_MEMBERS = """
            insert into member (conversation_id, account_id, role, muted_until, from_seq, to_seq, read_seq,
                                received_seq, changed_at)
            select u.*, clock_timestamp()
            from unnest($1::uuid[], $2::uuid[], $3::varchar[], $4::timestamptz[], $5::bigint[], $6::bigint[],
                        $7::bigint[], $8::bigint[]) u
            on conflict (conversation_id, account_id) do update
            set role = excluded.role, muted_until = excluded.muted_until, from_seq = excluded.from_seq, to_seq = excluded.to_seq,
                read_seq = excluded.read_seq, received_seq = excluded.received_seq, changed_at = excluded.changed_at""";

    private static final String WRITE_MESSAGES = """
            insert into message (conversation_id, seq, rev, id, sender_id, sent_at, content, reply_to, mentions, state)
            select conversation_id, seq, rev, id, sender_id, sent_at, content, reply_to,
                   string_to_array(mentions, ','), state
            from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::text[],
                        $8::bigint[], $9::text[], $10::varchar[])
                 u (conversation_id, seq, rev, id, sender_id, sent_at, content, reply_to, mentions, state)""";

    private static final String BURN_MESSAGES = """
            update message x
            set content = null, reply_to = null, mentions = '{}', edited_at = null, state = 'BURNED', rev = u.rev
            from unnest($1::uuid[], $2::bigint[], $3::bigint[]) u (conversation_id, seq, rev)
            where x.conversation_id = u.conversation_id and x.seq = u.seq and x.rev < u.rev""";

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
    public Uni<Map<MessageKey, Message>> messages(Collection<MessageKey> keys) {
        return pool.preparedQuery("select " + PgRows.MESSAGE
                        + " from message x join unnest($1::uuid[], $2::uuid[]) k (conversation_id, id)"
                        + " on x.conversation_id = k.conversation_id and x.id = k.id")
                .execute(Tuple.of(
                        keys.stream().map(MessageKey::conversationId).toArray(UUID[]::new),
                        keys.stream().map(MessageKey::id).toArray(UUID[]::new)))
                .map(rows -> {
                    Map<MessageKey, Message> found = new HashMap<>();
                    PgRows.all(rows, PgRows::message)
                            .forEach(m -> found.put(new MessageKey(m.conversationId(), m.id()), m));
                    return found;
                });
    }

    @Override
    public Uni<Void> write(Batch batch) {
        return pool.withTransaction(connection -> writeConversations(connection, batch.conversations())
                        .chain(() -> writeMembers(connection, batch.conversations()))
                        .chain(() -> writeMessages(connection, batch.messages()))
                        .chain(() -> burnMessages(connection, batch.burned())))
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

    private static Uni<Void> writeConversations(SqlClient client, Collection<Conversation> conversations) {
        if (conversations.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // in one order everywhere, so that two writers can't wait for each other
        List<Conversation.Row> rows = conversations.stream()
                .map(Conversation::row)
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
        Tuple columns = new PgColumns<>(rows)
                .uuids(Conversation.Row::id)
                .strings(row -> row.kind().name())
                .uuids(Conversation.Row::groupId)
                .strings(Conversation.Row::name)
                .booleans(Conversation.Row::writable)
                .ints(Conversation.Row::timerSeconds)
                .longs(Conversation.Row::version)
                .longs(Conversation.Row::headSeq)
                .longs(Conversation.Row::rev)
                .times(Conversation.Row::updatedAt)
                .tuple();
        return client.preparedQuery(WRITE_CONVERSATIONS)
                .execute(columns)
                .invoke(written -> {
                    if (written.rowCount() != rows.size()) {
                        throw new Conflict("a conversation has moved on");
                    }
                })
                .replaceWithVoid();
    }

    private record Seat(UUID conversationId, Member member) {}

    private static Uni<Void> writeMembers(SqlClient client, Collection<Conversation> conversations) {
        List<Seat> seats = conversations.stream()
                .flatMap(c -> c.changedMembers().stream().map(m -> new Seat(c.id(), m)))
                .toList();
        Tuple columns = new PgColumns<>(seats)
                .uuids(Seat::conversationId)
                .uuids(seat -> seat.member().accountId())
                .strings(seat -> seat.member().role().name())
                .times(seat -> seat.member().mutedUntil())
                .longs(seat -> seat.member().fromSeq())
                .longs(seat -> seat.member().toSeq())
                .longs(seat -> seat.member().readSeq())
                .longs(seat -> seat.member().receivedSeq())
                .tuple();
        return seats.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(WRITE_MEMBERS).execute(columns).replaceWithVoid();
    }

    private static Uni<Void> writeMessages(SqlClient client, List<Message> messages) {
        Tuple columns = new PgColumns<>(messages)
                .uuids(Message::conversationId)
                .longs(Message::seq)
                .longs(Message::rev)
                .uuids(Message::id)
                .uuids(Message::senderId)
                .times(Message::sentAt)
                .strings(message -> PgRows.json(message.content()))
                .longs(Message::replyTo)
                .strings(message -> String.join(",", message.mentions()))
                .strings(message -> message.state().name())
                .tuple();
        return messages.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(WRITE_MESSAGES).execute(columns).replaceWithVoid();
    }

    private static Uni<Void> burnMessages(SqlClient client, List<Tombstone> burned) {
        Tuple columns = new PgColumns<>(burned)
                .uuids(Tombstone::conversationId)
                .longs(Tombstone::seq)
                .longs(Tombstone::rev)
                .tuple();
        return burned.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(BURN_MESSAGES).execute(columns).replaceWithVoid();
    }

    private static boolean isUniqueViolation(Throwable failure) {
        return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState());
    }
}
