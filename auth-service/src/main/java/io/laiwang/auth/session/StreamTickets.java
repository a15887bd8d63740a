package io.laiwang.auth.session;

import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.Identity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Opens one stream within 30 seconds, once: for browsers, which can't set a header on a WebSocket. */
@Singleton
class StreamTickets {
    private static final Duration LIFETIME = Duration.ofSeconds(30);

    private final Pool pool;
    private final Clock clock;

    StreamTickets(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    record Ticket(String ticket, Instant expiresAt) {}

    Uni<Ticket> issue(Identity identity) {
        Secret secret = Secret.random();
        Instant expiresAt = clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.MILLIS);
        return pool.preparedQuery("delete from stream_ticket where expires_at < now() - interval '1 minute'")
                .execute()
                .chain(() -> pool.preparedQuery(
                                "insert into stream_ticket (hash, account_id, session_id, expires_at) values ($1, $2, $3, $4)")
                        .execute(Tuple.of(
                                Buffer.buffer(secret.hash()),
                                identity.accountId(),
                                identity.sessionId(),
                                expiresAt.atOffset(ZoneOffset.UTC))))
                .replaceWith(new Ticket(secret.text(), expiresAt));
    }

    /** Of two that come at once only one finds the row; a session that ended meanwhile opens nothing. */
    Uni<Identity> redeem(String ticket) {
        return pool.preparedQuery("""
                        delete from stream_ticket t using session s
                        where t.hash = $1 and t.expires_at > $2 and s.id = t.session_id and s.ended_at is null
                        returning t.account_id, t.session_id""")
                .execute(Tuple.of(
                        Buffer.buffer(new Secret(ticket).hash()),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    if (!rows.iterator().hasNext()) {
                        throw Refused.notFound();
                    }
                    Row row = rows.iterator().next();
                    return new Identity(row.getUUID("account_id"), row.getUUID("session_id"));
                });
    }
}
