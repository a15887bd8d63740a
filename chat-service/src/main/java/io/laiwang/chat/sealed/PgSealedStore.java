package io.laiwang.chat.sealed;

import io.laiwang.chat.sealed.key.Secret;
import io.laiwang.contracts.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A batch is one statement: arrays in, {@code unnest} there. */
public final class PgSealedStore implements SealedStore {
    private static final String KEY = "s.conversation_id, s.sender_id, s.message_id";
    private static final String STATE = "s.state, s.version";
    private static final String ALL = STATE + ", s.content, s.wrapped_key, s.key_id";
    private static final String KEYS = "unnest($1::uuid[], $2::uuid[], $3::uuid[])";
    private static final String SAME_KEY =
            "s.conversation_id = u.conversation_id and s.sender_id = u.sender_id and s.message_id = u.message_id";

    private static final String ADD = """
        insert into sealed (conversation_id, sender_id, message_id, seq, state, version, due_at, content,
                            wrapped_key, key_id)
        values ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9) on conflict do nothing\
        """;

    private static final String CHANGE = """
        update sealed s
        set seq = u.seq, state = u.state, version = s.version + 1, due_at = u.due_at, leased_until = null,
            content = case when u.burned then null else s.content end,
            wrapped_key = case when u.burned then null else s.wrapped_key end,
            key_id = case when u.burned then null else s.key_id end
        from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::text[], $7::timestamptz[],
                    $8::boolean[])
             u (conversation_id, sender_id, message_id, version, seq, state, due_at, burned)
        where %s and s.version = u.version
        returning %s\
        """.formatted(SAME_KEY, KEY);

    private static final String REMOVE = """
        delete from sealed s
        using unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[])
              u (conversation_id, sender_id, message_id, version)
        where %s and s.version = u.version
        returning %s\
        """.formatted(SAME_KEY, KEY);

    private static final String LEASE = """
        update sealed s set leased_until = $3
        from (select conversation_id, sender_id, message_id from sealed
              where due_at <= $1 and (leased_until is null or leased_until <= $2)
              order by due_at limit $4 for update skip locked) u
        where %s
        returning %s\
        """.formatted(SAME_KEY, STATE);

    private final Pool pool;

    public PgSealedStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Boolean> add(Sealed state, @Nullable Secret secret) {
        Tuple values = Tuple.tuple()
                .addUUID(state.key().conversationId())
                .addUUID(state.key().senderId())
                .addUUID(state.key().messageId())
                .addLong(seq(state))
                .addString(json(state))
                .addOffsetDateTime(time(state.dueAt()))
                .addValue(secret == null ? null : Buffer.buffer(secret.content()))
                .addValue(secret == null ? null : Buffer.buffer(secret.wrappedKey()))
                .addString(secret == null ? null : secret.keyId());
        return pool.preparedQuery(ADD).execute(values).map(added -> added.rowCount() == 1);
    }

    @Override
    public Uni<Optional<Row>> find(UUID conversationId, long seq) {
        return rows(
                        "select " + ALL + " from sealed s where s.conversation_id = $1 and s.seq = $2",
                        Tuple.of(conversationId, seq))
                .map(found -> found.stream().findFirst());
    }

    @Override
    public Uni<List<Row>> find(Collection<SealedKey> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(List.of())
                : rows(
                        "select " + STATE + " from sealed s join " + KEYS
                                + " u (conversation_id, sender_id, message_id) on " + SAME_KEY,
                        keys(List.copyOf(keys), Function.identity()));
    }

    @Override
    public Uni<List<Row>> bound(UUID conversationId, long afterSeq, int limit) {
        return rows(
                "select " + STATE + " from sealed s where s.conversation_id = $1 and s.seq > $2"
                        + " and s.content is not null order by s.seq limit $3",
                Tuple.of(conversationId, afterSeq, limit));
    }

    @Override
    public Uni<Set<SealedKey>> change(Collection<Change> changes) {
        List<Change> over = changes.stream().filter(PgSealedStore::isOver).toList();
        List<Change> kept = changes.stream().filter(change -> !isOver(change)).toList();
        return pool.withTransaction(connection -> update(connection, kept)
                .chain(changed ->
                        remove(connection, over).invoke(changed::addAll).replaceWith(changed)));
    }

    @Override
    public Uni<List<Row>> lease(Instant dueBy, Instant now, Duration leasedFor, int limit) {
        return rows(LEASE, Tuple.of(time(dueBy), time(now), time(now.plus(leasedFor)), limit));
    }

    @Override
    public Uni<List<Row>> wrappedBy(Collection<String> keyIds, int limit) {
        return rows(
                "select " + ALL + " from sealed s where s.key_id = any($1) limit $2",
                Tuple.of(keyIds.toArray(String[]::new), limit));
    }

    @Override
    public Uni<Void> rewrap(Row row, Secret secret) {
        Tuple values = Tuple.tuple()
                .addUUID(row.state().key().conversationId())
                .addUUID(row.state().key().senderId())
                .addUUID(row.state().key().messageId())
                .addLong(row.version())
                .addValue(Buffer.buffer(secret.wrappedKey()))
                .addString(secret.keyId());
        return pool.preparedQuery("""
            update sealed set wrapped_key = $5, key_id = $6
            where conversation_id = $1 and sender_id = $2 and message_id = $3 and version = $4\
            """).execute(values).replaceWithVoid();
    }

    private static Uni<Set<SealedKey>> update(SqlConnection connection, List<Change> changes) {
        int size = changes.size();
        Tuple values = keys(changes, change -> change.next().key())
                .addValue(changes.stream().map(Change::onVersion).toArray(Long[]::new))
                .addValue(changes.stream().map(change -> seq(change.next())).toArray(Long[]::new))
                .addValue(changes.stream().map(change -> json(change.next())).toArray(String[]::new))
                .addValue(changes.stream()
                        .map(change -> time(change.next().dueAt()))
                        .toArray(OffsetDateTime[]::new))
                .addValue(changes.stream()
                        .map(change -> change.next() instanceof Sealed.Burned)
                        .toArray(Boolean[]::new));
        return size == 0
                ? Uni.createFrom().item(new HashSet<>())
                : connection.preparedQuery(CHANGE).execute(values).map(PgSealedStore::changed);
    }

    private static Uni<Set<SealedKey>> remove(SqlConnection connection, List<Change> changes) {
        Tuple values = keys(changes, change -> change.next().key())
                .addValue(changes.stream().map(Change::onVersion).toArray(Long[]::new));
        return changes.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : connection.preparedQuery(REMOVE).execute(values).map(PgSealedStore::changed);
    }

    private static boolean isOver(Change change) {
        return change.next() instanceof Sealed.Burned burned && burned.isOver();
    }

    private Uni<List<Row>> rows(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).map(found -> StreamSupport.stream(found.spliterator(), false)
                .map(PgSealedStore::row)
                .toList());
    }

    private static Row row(io.vertx.mutiny.sqlclient.Row row) {
        byte[] json = row.getString("state").getBytes(StandardCharsets.UTF_8);
        return new Row(Json.read(json, Sealed.class), row.getLong("version"), secret(row));
    }

    private static @Nullable Secret secret(io.vertx.mutiny.sqlclient.Row row) {
        if (row.getColumnIndex("content") < 0 || row.getValue("content") == null) {
            return null;
        }
        return new Secret(
                row.get(Buffer.class, "content").getBytes(),
                row.get(Buffer.class, "wrapped_key").getBytes(),
                row.getString("key_id"));
    }

    private static Set<SealedKey> changed(RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
        Set<SealedKey> keys = new HashSet<>();
        rows.forEach(row -> keys.add(
                new SealedKey(row.getUUID("conversation_id"), row.getUUID("sender_id"), row.getUUID("message_id"))));
        return keys;
    }

    private static <T> Tuple keys(List<T> of, Function<T, SealedKey> key) {
        return Tuple.tuple()
                .addValue(of.stream().map(key).map(SealedKey::conversationId).toArray(UUID[]::new))
                .addValue(of.stream().map(key).map(SealedKey::senderId).toArray(UUID[]::new))
                .addValue(of.stream().map(key).map(SealedKey::messageId).toArray(UUID[]::new));
    }

    private static @Nullable Long seq(Sealed state) {
        return switch (state) {
            case Sealed.Unbound _ -> null;
            case Sealed.Bound bound -> bound.seq();
            case Sealed.Burned burned -> burned.seq() == 0 ? null : burned.seq();
        };
    }

    private static String json(Sealed state) {
        return new String(Json.bytes(state), StandardCharsets.UTF_8);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
