package io.laiwang.auth.session;

import io.laiwang.auth.key.Sealer;
import io.laiwang.auth.key.SigningKeys;
import io.laiwang.contracts.Json;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Gives out pairs of tokens and takes refresh tokens back, once each. The row of a refresh token is locked while it is
 * decided, so of many that come at once the first makes the new pair and the others get the same.
 */
@Singleton
class TokenIssuer {
    private final SigningKeys keys;
    private final RefreshSecrets secrets;
    private final TokenSettings settings;
    private final Clock clock;

    TokenIssuer(SigningKeys keys, RefreshSecrets secrets, TokenSettings settings, Clock clock) {
        this.keys = keys;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    Uni<TokenPair> issue(Mutiny.Session database, Session session) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = now.plus(settings.accessTokenLifetime());
        Secret refresh = secrets.make(session.id);
        RefreshToken row = new RefreshToken(refresh.hash(), session.id, now.plus(settings.refreshTokenLifetime()));
        return database.persist(row)
                .chain(() -> keys.sign(session.accountId, session.id, now, expiresAt))
                .map(access -> new TokenPair(session.accountId, session.id, access, expiresAt, refresh.text()));
    }

    Uni<Refreshed> refresh(Mutiny.Session database, Secret token) {
        return database.find(RefreshToken.class, token.hash(), LockMode.PESSIMISTIC_WRITE)
                .chain(row -> row == null ? usedLongAgo(database, token) : refresh(database, token, row));
    }

    private Uni<Refreshed> refresh(Mutiny.Session database, Secret token, RefreshToken row) {
        return database.find(Session.class, row.sessionId).chain(session -> {
            if (session.endedAt != null || row.expiresAt.isBefore(clock.instant())) {
                return unknown();
            }
            return row.usedAt == null ? renew(database, token, row, session) : repeat(token, row, session);
        });
    }

    private Uni<Refreshed> renew(Mutiny.Session database, Secret token, RefreshToken row, Session session) {
        session.lastSeenAt = clock.instant();
        return issue(database, session)
                .invoke(pair -> {
                    row.usedAt = clock.instant();
                    row.successor = new Sealer(token.derivedKey()).seal(Json.bytes(pair));
                })
                .map(Refreshed.Renewed::new);
    }

    private Uni<Refreshed> repeat(Secret token, RefreshToken row, Session session) {
        boolean lostAnswer = row.usedAt != null
                && row.successor != null
                && Duration.between(row.usedAt, clock.instant()).compareTo(settings.repeatWindow()) <= 0;
        return Uni.createFrom().item(lostAnswer ? same(token, row) : new Refreshed.Reused(session.id));
    }

    /** The sweeper has deleted its row. A live session's token that is neither new nor of a moment ago was used before. */
    private Uni<Refreshed> usedLongAgo(Mutiny.Session database, Secret token) {
        return secrets.sessionOf(token)
                .map(id -> database.find(Session.class, id)
                        .<Refreshed>map(session -> session == null || session.endedAt != null
                                ? new Refreshed.Unknown()
                                : new Refreshed.Reused(id)))
                .orElseGet(TokenIssuer::unknown);
    }

    private static Refreshed same(Secret token, RefreshToken row) {
        byte[] pair = new Sealer(token.derivedKey()).open(Objects.requireNonNull(row.successor));
        return new Refreshed.Renewed(Json.read(pair, TokenPair.class));
    }

    private static Uni<Refreshed> unknown() {
        return Uni.createFrom().item(new Refreshed.Unknown());
    }
}
