package io.laiwang.auth.account;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.UuidV7;
import io.laiwang.kit.problem.Refused;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Sign-up and profiles. */
@Singleton
public class Accounts {
    private final Mutiny.SessionFactory database;
    private final Passwords passwords;
    private final Outbox outbox;
    private final Clock clock;

    Accounts(Mutiny.SessionFactory database, Passwords passwords, Outbox outbox, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Fails with {@code handle-taken}; of several at once for one handle exactly one succeeds. */
    Uni<Account> signUp(String handle, String password, String displayName) {
        return passwords
                .hash(password)
                .map(hash -> new Account(
                        UuidV7.random(),
                        normalize(handle),
                        displayName,
                        hash,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .chain(this::insert)
                .call(account -> outbox.relay());
    }

    private Uni<Account> insert(Account account) {
        return database.withTransaction(session -> session.persist(account)
                        .chain(session::flush)
                        .chain(() -> outbox.add(session, account.asEvent())))
                .replaceWith(account)
                .onFailure(Accounts::isConstraint)
                .transform(taken -> new Refused(ProblemCode.HANDLE_TAKEN, "Somebody has this handle already."));
    }

    Uni<Account> get(UUID id) {
        return find(id).onItem().ifNull().failWith(Refused::notFound);
    }

    public Uni<@Nullable Account> find(UUID id) {
        return database.withSession(session -> session.find(Account.class, id));
    }

    public Uni<Optional<Account>> byHandle(String handle) {
        return database.withSession(session -> session.createQuery("from Account where handle = ?1", Account.class)
                .setParameter(1, normalize(handle))
                .getSingleResultOrNull()
                .map(Optional::ofNullable));
    }

    private static String normalize(String handle) {
        return handle.toLowerCase(Locale.ROOT);
    }

    private static boolean isConstraint(Throwable failure) {
        return failure instanceof ConstraintViolationException
                || failure.getCause() instanceof ConstraintViolationException;
    }
}
