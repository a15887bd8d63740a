package io.laiwang.auth.session;

import io.laiwang.auth.account.Account;
import io.laiwang.auth.account.Accounts;
import io.laiwang.auth.account.Passwords;
import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.UuidV7;
import io.laiwang.kit.problem.Refused;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Signing in, staying signed in, signing out. */
@Singleton
class Sessions {
    private final Mutiny.SessionFactory database;
    private final Accounts accounts;
    private final Passwords passwords;
    private final TokenIssuer tokens;
    private final Outbox outbox;
    private final Clock clock;

    Sessions(
            Mutiny.SessionFactory database,
            Accounts accounts,
            Passwords passwords,
            TokenIssuer tokens,
            Outbox outbox,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The same refusal, after the same time, for an unknown handle and for a wrong password. */
    Uni<TokenPair> login(String handle, String password, Device device) {
        return accounts.byHandle(handle)
                .chain(found -> found.isPresent()
                        ? check(found.get(), password)
                        : passwords.matchesNobody(password).chain(Sessions::<Account>wrong))
                .chain(account -> begin(account.id(), device));
    }

    Uni<TokenPair> refresh(String token) {
        return database.withTransaction(session -> tokens.refresh(session, new Secret(token))
                        .call(refreshed -> refreshed instanceof Refreshed.Reused
                                ? endOwnerOf(session, new Secret(token))
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
                        .chain(found -> end(session, found)))
                .call(outbox::relay);
    }

    private Uni<Account> check(Account account, String password) {
        return passwords
                .matches(password, account.passwordHash())
                .chain(right -> right ? Uni.createFrom().item(account) : wrong());
    }

    private Uni<TokenPair> begin(UUID accountId, Device device) {
        Session begun = new Session(UuidV7.random(), accountId, device, clock.instant());
        return database.withTransaction(
                session -> session.persist(begun).chain(session::flush).chain(() -> tokens.issue(session, begun)));
    }

    private Uni<Void> endOwnerOf(Mutiny.Session session, Secret token) {
        return session.find(RefreshToken.class, token.hash())
                .chain(row -> session.find(Session.class, row.sessionId, LockMode.PESSIMISTIC_WRITE))
                .chain(owner -> end(session, owner));
    }

    private Uni<Void> end(Mutiny.Session session, Session ended) {
        ended.endedAt = clock.instant();
        return outbox.add(session, new AccountEvent.SessionEnded(ended.accountId, ended.id));
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

    private static <T> Uni<T> wrong() {
        return Refused.refuse(ProblemCode.INVALID_CREDENTIALS, "The handle or the password is wrong.");
    }
}
