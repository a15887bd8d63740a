package io.laiwang.chat.store;

import io.laiwang.chat.message.StoredMessage;
import io.laiwang.chat.message.Terms;
import io.laiwang.contracts.Content;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The rows that messages are found by. */
final class PgTerms {
    /** What the message has been until now; its terms follow from it. */
    private static final String BEFORE = """
            select x.conversation_id, x.seq, x.sent_at, x.content
            from unnest($1::uuid[], $2::bigint[]) k (conversation_id, seq)
            join message x on x.conversation_id = k.conversation_id and x.seq = k.seq
            where x.content is not null""";

    private static final String CHANGE = """
            with gone as (
                delete from message_term t using unnest($1::bigint[], $2::timestamptz[], $3::bigint[])
                    u (term, sent_at, seq)
                where t.term = u.term and t.sent_at = u.sent_at and t.seq = u.seq)
            insert into message_term (term, sent_at, seq)
            select * from unnest($4::bigint[], $5::timestamptz[], $6::bigint[])
            on conflict do nothing""";

    private PgTerms() {}

    record Term(long key, Instant sentAt, long seq) {}

    static List<Term> of(Collection<StoredMessage> messages) {
        return messages.stream().flatMap(PgTerms::of).toList();
    }

    /** Three columns: key, time and seq. */
    static Tuple columns(Collection<Term> terms, Tuple tuple) {
        return new PgColumns<>(List.copyOf(terms), tuple)
                .longs(Term::key)
                .times(Term::sentAt)
                .longs(Term::seq)
                .tuple();
    }

    /** Before the messages themselves are changed. */
    static Uni<Void> change(SqlClient client, Collection<StoredMessage> changed) {
        List<StoredMessage> others =
                changed.stream().filter(PgTerms::mayReadOtherwise).toList();
        if (others.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple keys = new PgColumns<>(others)
                .uuids(stored -> stored.message().conversationId())
                .longs(StoredMessage::seq)
                .tuple();
        return client.preparedQuery(BEFORE)
                .execute(keys)
                .map(rows -> PgRows.all(rows, PgTerms::of).stream()
                        .flatMap(List::stream)
                        .toList())
                .chain(before -> change(client, before, of(others)));
    }

    private static Uni<Void> change(SqlClient client, List<Term> before, List<Term> after) {
        Set<Term> gone = new LinkedHashSet<>(before);
        after.forEach(gone::remove);
        Set<Term> come = new LinkedHashSet<>(after);
        before.forEach(come::remove);
        return gone.isEmpty() && come.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(CHANGE)
                        .execute(columns(come, columns(gone, Tuple.tuple())))
                        .replaceWithVoid();
    }

    /** A reaction leaves the words as they are. */
    private static boolean mayReadOtherwise(StoredMessage stored) {
        return !stored.isLive() || stored.message().editedAt() != null;
    }

    private static Stream<Term> of(StoredMessage stored) {
        return terms(Terms.of(stored), stored.message().sentAt(), stored.seq());
    }

    private static List<Term> of(Row row) {
        Content content = PgRows.content(row);
        UUID conversation = row.getUUID("conversation_id");
        return terms(
                        Terms.of(conversation, content),
                        row.getOffsetDateTime("sent_at").toInstant(),
                        row.getLong("seq"))
                .toList();
    }

    private static Stream<Term> terms(List<Long> keys, Instant sentAt, long seq) {
        return keys.stream().map(key -> new Term(key, sentAt, seq));
    }
}
