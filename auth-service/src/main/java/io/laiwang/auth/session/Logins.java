package io.laiwang.auth.session;

import io.laiwang.auth.account.Account;
import io.laiwang.auth.account.Accounts;
import io.laiwang.auth.account.Passwords;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.UuidV7;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Signing in. */
@Singleton
class Logins {
    private final Mutiny.SessionFactory database;
    private final Accounts accounts;
    private final Passwords passwords;
    private final TokenIssuer tokens;
    private final Clock clock;

    Logins(Mutiny.SessionFactory database, Accounts accounts, Passwords passwords, TokenIssuer tokens, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The same refusal, after the same time, for an unknown handle and for a wrong password. */
    Uni<TokenPair> login(String handle, String password, Device device) {
        return accounts.byHandle(handle)
                .chain(found -> found.isPresent()
                        ? check(found.get(), password).chain(account -> keepHashCurrent(account, password))
                        : passwords.matchesNobody(password).chain(Logins::<Account>wrong))
                .chain(account -> database.withTransaction(session -> begin(session, account, device)));
    }

    private Uni<Account> check(Account account, String password) {
        return passwords
                .matches(password, account.passwordHash())
                .chain(right -> right ? Uni.createFrom().item(account) : wrong());
    }

    /** A hash under parameters of before is made anew now that its password is known. */
    private Uni<Account> keepHashCurrent(Account account, String password) {
        return passwords.isOutdated(account.passwordHash())
                ? passwords
                        .hash(password)
                        .call(hash -> accounts.rehash(account, hash))
                        .invoke(account::changePassword)
                        .replaceWith(account)
                : Uni.createFrom().item(account);
    }

    /** The lock keeps a change of the password, or an erasure, from passing this session over. */
    private Uni<TokenPair> begin(Mutiny.Session session, Account checked, Device device) {
        Session begun = new Session(UuidV7.random(), checked.id(), device, clock.instant());
        return session.find(Account.class, checked.id(), LockMode.PESSIMISTIC_READ)
                .chain(account -> account.stillHas(checked.passwordHash()) ? session.persist(begun) : wrong())
                .chain(session::flush)
                .chain(() -> tokens.issue(session, begun));
    }

    private static <T> Uni<T> wrong() {
        return Refused.refuse(ProblemCode.INVALID_CREDENTIALS, "The handle or the password is wrong.");
    }
}
