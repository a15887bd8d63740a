package io.laiwang.auth.session;

import io.laiwang.auth.account.Account;
import io.laiwang.auth.account.Passwords;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** A new password, by one who knows the old one. */
@Singleton
class PasswordChanges {
    private final Mutiny.SessionFactory database;
    private final Credentials credentials;
    private final Passwords passwords;
    private final SessionEnds ends;
    private final Outbox outbox;

    PasswordChanges(
            Mutiny.SessionFactory database,
            Credentials credentials,
            Passwords passwords,
            SessionEnds ends,
            Outbox outbox) {
        this.database = database;
        this.credentials = credentials;
        this.passwords = passwords;
        this.ends = ends;
        this.outbox = outbox;
    }

    Uni<Void> change(UUID accountId, UUID kept, String current, String wanted) {
        return credentials
                .confirm(accountId, current)
                .chain(confirmed -> passwords
                        .hash(wanted)
                        .chain(hash -> database.withTransaction(session -> store(session, confirmed, hash, kept))))
                .call(outbox::relay);
    }

    /** Of two changes at once the second finds another password than the one that it checked. */
    private Uni<Void> store(Mutiny.Session session, Account confirmed, String hash, UUID kept) {
        return session.find(Account.class, confirmed.id(), LockMode.PESSIMISTIC_WRITE)
                .invoke(account -> {
                    if (!account.stillHas(confirmed.passwordHash())) {
                        throw Credentials.wrong();
                    }
                    account.changePassword(hash);
                })
                .chain(account -> ends.endOthers(session, account.id(), kept));
    }
}
