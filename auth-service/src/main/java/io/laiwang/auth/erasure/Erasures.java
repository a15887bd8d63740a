package io.laiwang.auth.erasure;

import io.laiwang.auth.account.Account;
import io.laiwang.auth.session.Credentials;
import io.laiwang.auth.session.SessionEnds;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Erases accounts: what this service keeps goes in one transaction, with the event that tells the others. */
@Singleton
class Erasures {
    private final Mutiny.SessionFactory database;
    private final Credentials credentials;
    private final SessionEnds ends;
    private final Outbox outbox;
    private final Clock clock;

    Erasures(Mutiny.SessionFactory database, Credentials credentials, SessionEnds ends, Outbox outbox, Clock clock) {
        this.database = database;
        this.credentials = credentials;
        this.ends = ends;
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<Void> erase(UUID accountId, String password) {
        return credentials
                .confirm(accountId, password)
                .chain(confirmed -> database.withTransaction(session -> erase(session, confirmed)))
                .call(outbox::relay);
    }

    private Uni<Void> erase(Mutiny.Session session, Account confirmed) {
        return session.find(Account.class, confirmed.id(), LockMode.PESSIMISTIC_WRITE)
                .invoke(account -> {
                    if (!account.stillHas(confirmed.passwordHash())) {
                        throw Credentials.wrong();
                    }
                })
                .call(account -> ends.erase(session, account.id()))
                .chain(account -> outbox.add(session, account.erase(clock.instant())))
                .chain(() -> ErasureLog.open(session, confirmed.id()));
    }
}
