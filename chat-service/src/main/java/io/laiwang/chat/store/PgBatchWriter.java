package io.laiwang.chat.store;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Member;
import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Message;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements that write a batch: arrays in, {@code unnest} there. The conversations go first, being the fence. */
final class PgBatchWriter {
    /** A row that has the same or a higher rev is left alone, which the count of written rows gives away. */
    private static final String WRITE_CONVERSATIONS = """
            insert into conversation (id, kind, group_id, name, writable, timer_seconds, version, head_seq, rev,
                                      head_rev, updated_at, changed_at)
            select u.*, clock_timestamp()
            from unnest($1::uuid[], $2::varchar[], $3::uuid[], $4::varchar[], $5::boolean[], $6::int[], $7::bigint[],
                        $8::bigint[], $9::bigint[], $10::bigint[], $11::timestamptz[]) u
            on conflict (id) do update
            set name = excluded.name, writable = excluded.writable, timer_seconds = excluded.timer_seconds,
                version = excluded.version, head_seq = excluded.head_seq, rev = excluded.rev,
                updated_at = excluded.updated_at, head_rev = excluded.head_rev,
                changed_at = case when excluded.head_rev > conversation.head_rev then excluded.changed_at
                                  else conversation.changed_at end
            where conversation.rev < excluded.rev""";

    private static final String WRITE_MEMBERS = """
            insert into member (conversation_id, account_id, role, muted_until, from_seq, to_seq, left_rev, left_at,
                                read_seq, received_seq, pinned, muted, changed_at)
            select conversation_id, account_id, role, muted_until, from_seq, to_seq, left_rev, left_at, read_seq,
                   received_seq, pinned, muted, case when news then clock_timestamp() else 'epoch' end
            from unnest($1::uuid[], $2::uuid[], $3::varchar[], $4::timestamptz[], $5::bigint[], $6::bigint[],
                        $7::bigint[], $8::timestamptz[], $9::bigint[], $10::bigint[], $11::boolean[], $12::boolean[],
                        $13::boolean[])
                 u (conversation_id, account_id, role, muted_until, from_seq, to_seq, left_rev, left_at, read_seq,
                    received_seq, pinned, muted, news)
            on conflict (conversation_id, account_id) do update
            set role = excluded.role, muted_until = excluded.muted_until, from_seq = excluded.from_seq,
                to_seq = excluded.to_seq, left_rev = excluded.left_rev, left_at = excluded.left_at,
                read_seq = excluded.read_seq, received_seq = excluded.received_seq,
                pinned = excluded.pinned, muted = excluded.muted,
                changed_at = greatest(member.changed_at, excluded.changed_at)""";

    private static final String WRITE_MESSAGES = """
            with found_by as (
                insert into message_term (term, sent_at, seq)
                select * from unnest($11::bigint[], $12::timestamptz[], $13::bigint[])
                on conflict do nothing)
            insert into message (conversation_id, seq, rev, id, sender_id, sent_at, content, reply_to, mentions, state,
                                 sent_rev)
            select conversation_id, seq, rev, id, sender_id, sent_at, content, reply_to,
                   string_to_array(mentions, ','), state, rev
            from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::text[],
                        $8::bigint[], $9::text[], $10::varchar[])
                 u (conversation_id, seq, rev, id, sender_id, sent_at, content, reply_to, mentions, state)""";

    private static final String CHANGE_MESSAGES = """
            update message x
            set rev = u.rev, content = u.content, reply_to = u.reply_to, mentions = string_to_array(u.mentions, ','),
                edited_at = u.edited_at, state = u.state, reactions = u.reactions::jsonb, withdrawn = u.withdrawn
            from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::text[],
                        $7::timestamptz[], $8::varchar[], $9::text[], $10::uuid[])
                 u (conversation_id, seq, rev, content, reply_to, mentions, edited_at, state, reactions, withdrawn)
            where x.conversation_id = u.conversation_id and x.seq = u.seq and x.rev < u.rev""";

    private PgBatchWriter() {}

    static Uni<Void> write(SqlClient client, MessageStore.Batch batch) {
        return writeConversations(client, batch.conversations())
                .chain(() -> writeMembers(client, batch.conversations()))
                .chain(() -> writeMessages(client, batch.messages()))
                .chain(() -> PgTerms.change(client, batch.changed()))
                .chain(() -> changeMessages(client, batch.changed()));
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
                .longs(Conversation.Row::headRev)
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

    private record Seat(UUID conversationId, Member member, boolean news) {}

    private static <V> @Nullable V left(Seat seat, Function<Member.Left, V> part) {
        Member.Left left = seat.member().left();
        return left == null ? null : part.apply(left);
    }

    private static Uni<Void> writeMembers(SqlClient client, Collection<Conversation> conversations) {
        List<Seat> seats = conversations.stream()
                .flatMap(c -> c.changedMembers().stream().map(m -> new Seat(c.id(), m, c.hasNewsFor(m))))
                .toList();
        Tuple columns = new PgColumns<>(seats)
                .uuids(Seat::conversationId)
                .uuids(seat -> seat.member().accountId())
                .strings(seat -> seat.member().role().name())
                .times(seat -> seat.member().mutedUntil())
                .longs(seat -> seat.member().fromSeq())
                .longs(seat -> seat.member().toSeq())
                .longs(seat -> left(seat, Member.Left::rev))
                .times(seat -> left(seat, Member.Left::at))
                .longs(seat -> seat.member().readSeq())
                .longs(seat -> seat.member().receivedSeq())
                .booleans(seat -> seat.member().settings().pinned())
                .booleans(seat -> seat.member().settings().muted())
                .booleans(Seat::news)
                .tuple();
        return seats.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(WRITE_MEMBERS).execute(columns).replaceWithVoid();
    }

    private static Uni<Void> writeMessages(SqlClient client, List<StoredMessage> stored) {
        List<Message> messages = stored.stream().map(StoredMessage::message).toList();
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
        PgTerms.columns(PgTerms.of(stored), columns);
        return messages.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(WRITE_MESSAGES).execute(columns).replaceWithVoid();
    }

    private static Uni<Void> changeMessages(SqlClient client, Collection<StoredMessage> changed) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = new PgColumns<>(List.copyOf(changed))
                .uuids(stored -> stored.message().conversationId())
                .longs(StoredMessage::seq)
                .longs(StoredMessage::rev)
                .strings(stored -> PgRows.json(stored.message().content()))
                .longs(stored -> stored.message().replyTo())
                .strings(stored -> String.join(",", stored.message().mentions()))
                .times(stored -> stored.message().editedAt())
                .strings(stored -> stored.message().state().name())
                .strings(stored -> PgRows.json(stored.reactions()))
                .uuids(StoredMessage::withdrawn)
                .tuple();
        return client.preparedQuery(CHANGE_MESSAGES)
                .execute(columns)
                .invoke(written -> {
                    if (written.rowCount() != changed.size()) {
                        throw new Conflict("a message has moved on");
                    }
                })
                .replaceWithVoid();
    }
}
