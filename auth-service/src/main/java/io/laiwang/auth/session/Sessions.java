package io.laiwang.auth.session;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Staying signed in, and signing out. */
@Singleton
class Sessions {
    private final Mutiny.SessionFactory database;
    private final TokenIssuer tokens;
    private final SessionEnds ends;
    private final Outbox outbox;

    Sessions(Mutiny.SessionFactory database, TokenIssuer tokens, SessionEnds ends, Outbox outbox) {
        this.database = database;
        this.tokens = tokens;
        this.ends = ends;
        this.outbox = outbox;
    }

    Uni<TokenPair> refresh(String token) {
        return database.withTransaction(session -> tokens.refresh(session, new Secret(token))
                        .call(refreshed -> refreshed instanceof Refreshed.Reused reused
                                ? endOnce(session, reused.sessionId())
                                : Uni.createFrom().voidItem()))
                .call(refreshed -> refreshed instanceof Refreshed.Reused
                        ? outbox.relay()
                        : Uni.createFrom().voidItem())
                .map(Sessions::pairOrRefuse);
    }

    Uni<List<Session>> list(UUID accountId) {
        return database.withSession(session -> session.createQuery(
                        "from Session where accountId = ?1 and endedAt is null order by createdAt", Session.class)
                .setParameter(1, accountId)
                .getResultList());
    }

    /** Somebody else's session is a 404, as one that isn't there. */
    Uni<Void> end(UUID accountId, UUID sessionId) {
        return database.withTransaction(session -> session.find(Session.class, sessionId, LockMode.PESSIMISTIC_WRITE)
                        .invoke(found -> {
                            if (found == null || found.endedAt != null || !found.accountId.equals(accountId)) {
                                throw Refused.notFound();
                            }
                        })
                        .chain(found -> ends.end(session, found)))
                .call(outbox::relay);
    }

    /** Of several at once the first ends it: the others, when they have the lock, find none that is live. */
    private Uni<Void> endOnce(Mutiny.Session session, UUID sessionId) {
        return session.createQuery("from Session where id = ?1 and endedAt is null", Session.class)
                .setParameter(1, sessionId)
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getSingleResultOrNull()
                .chain(live -> live == null ? Uni.createFrom().voidItem() : ends.end(session, live));
    }

    private static TokenPair pairOrRefuse(Refreshed refreshed) {
        return switch (refreshed) {
            case Refreshed.Renewed renewed -> renewed.pair();
            case Refreshed.Reused _ ->
                throw new Refused(
                        ProblemCode.REFRESH_TOKEN_REUSED, "The refresh token was used before; its session has ended.");
            case Refreshed.Unknown _ -> throw new Refused(ProblemCode.UNAUTHORIZED, "The refresh token is not valid.");
        };
    }
}
