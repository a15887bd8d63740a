package io.laiwang.chat.store;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Member;
import io.laiwang.chat.message.Reactions;
import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.GroupRole;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Message;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Rows to records and back. */
final class PgRows {
    static final String CONVERSATION =
            "c.id, c.kind, c.group_id, c.name, c.writable, c.timer_seconds, c.version, c.head_seq, c.rev,"
                    + " c.head_rev, c.updated_at";
    static final String MEMBER =
            "m.account_id, m.role, m.muted_until, m.from_seq, m.to_seq, m.read_seq, m.received_seq,"
                    + " m.pinned, m.muted, m.left_rev, m.left_at";

    private static final String MESSAGE = "x.conversation_id, x.seq, x.rev, x.id, x.sender_id, x.sent_at, x.content,"
            + " x.reply_to, x.mentions, x.edited_at, x.state";

    static final String STORED_MESSAGE = MESSAGE + ", x.sent_rev, x.reactions::text, x.withdrawn";

    /** A message as {@code $1} sees it: of reactions only their number and whether one is its own leave the store. */
    static final String SEEN_MESSAGE = MESSAGE + """
            , (select jsonb_agg(jsonb_build_object(
                          'emoji', k ->> 'emoji', 'count', jsonb_array_length(k -> 'by'),
                          'mine', jsonb_exists(k -> 'by', $1::uuid::text)) order by n)
               from jsonb_array_elements(x.reactions) with ordinality r (k, n))::text as reactions""";

    private PgRows() {}

    static <T> List<T> all(Iterable<Row> rows, Function<Row, T> map) {
        return StreamSupport.stream(rows.spliterator(), false).map(map).toList();
    }

    static Conversation.Row conversation(Row row) {
        return new Conversation.Row(
                row.getUUID("id"),
                Conversation.Kind.valueOf(row.getString("kind")),
                row.getUUID("group_id"),
                row.getString("name"),
                row.getBoolean("writable"),
                row.getInteger("timer_seconds"),
                row.getLong("version"),
                row.getLong("head_seq"),
                row.getLong("rev"),
                row.getLong("head_rev"),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    static Member member(Row row) {
        return new Member(
                row.getUUID("account_id"),
                GroupRole.valueOf(row.getString("role")),
                instant(row.getOffsetDateTime("muted_until")),
                row.getLong("from_seq"),
                left(row),
                row.getLong("read_seq"),
                row.getLong("received_seq"),
                new Member.Settings(row.getBoolean("pinned"), row.getBoolean("muted")));
    }

    private static Member.@Nullable Left left(Row row) {
        Long seq = row.getLong("to_seq");
        return seq == null
                ? null
                : new Member.Left(
                        seq,
                        row.getLong("left_rev"),
                        row.getOffsetDateTime("left_at").toInstant());
    }

    static StoredMessage storedMessage(Row row) {
        String reactions = row.getString("reactions");
        return new StoredMessage(
                message(row, List.of()),
                row.getLong("sent_rev"),
                reactions == null ? Reactions.NONE : new Reactions(list(reactions, Reactions.Kind[].class)),
                row.getUUID("withdrawn"));
    }

    static Message seenMessage(Row row) {
        String reactions = row.getString("reactions");
        return message(row, reactions == null ? List.of() : list(reactions, Message.Reaction[].class));
    }

    private static Message message(Row row, List<Message.Reaction> reactions) {
        return new Message(
                row.getUUID("conversation_id"),
                row.getLong("seq"),
                row.getLong("rev"),
                row.getUUID("id"),
                row.getUUID("sender_id"),
                row.getOffsetDateTime("sent_at").toInstant(),
                content(row),
                row.getLong("reply_to"),
                List.of(row.getArrayOfStrings("mentions")),
                instant(row.getOffsetDateTime("edited_at")),
                reactions,
                Message.State.valueOf(row.getString("state")));
    }

    static @Nullable Content content(Row row) {
        String content = row.getString("content");
        return content == null ? null : Json.read(content.getBytes(StandardCharsets.UTF_8), Content.class);
    }

    static @Nullable String json(@Nullable Content content) {
        return content == null ? null : new String(Json.bytes(content), StandardCharsets.UTF_8);
    }

    static @Nullable String json(Reactions reactions) {
        return reactions.kinds().isEmpty() ? null : new String(Json.bytes(reactions.kinds()), StandardCharsets.UTF_8);
    }

    private static <T> List<T> list(String json, Class<T[]> type) {
        return List.of(Json.read(json.getBytes(StandardCharsets.UTF_8), type));
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
