package io.laiwang.auth.account;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.Randomness;
import io.laiwang.contracts.UuidV7;
import io.laiwang.kit.problem.Refused;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.LockMode;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Sign-up, profiles and QR codes. */
@Singleton
public class Accounts {
    /** Nobody guesses one of 2^128. */
    private static final int CODE_BYTES = 16;

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
                .map(hash -> newAccount(handle, displayName, hash))
                .chain(this::insert)
                .call(account -> outbox.relay());
    }

    private Account newAccount(String handle, String displayName, String hash) {
        Account account = new Account(
                UuidV7.random(),
                normalize(handle),
                displayName,
                hash,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        account.qrCode = randomCode();
        return account;
    }

    private Uni<Account> insert(Account account) {
        return database.withTransaction(session -> session.persist(account)
                        .chain(session::flush)
                        .chain(() -> outbox.add(session, account.asEvent())))
                .replaceWith(account)
                .onFailure(Accounts::isConstraint)
                .transform(taken -> new Refused(ProblemCode.HANDLE_TAKEN, "Somebody has this handle already."));
    }

    /** Fails with a 404 for one that isn't there, or not any more. */
    public Uni<Account> get(UUID id) {
        return database.withSession(session -> session.find(Account.class, id)).map(Accounts::orNotFound);
    }

    Uni<Account> change(UUID id, ProfileChange change) {
        return update(id, change::applyTo);
    }

    Uni<String> qrCode(UUID id) {
        return get(id).chain(account ->
                account.qrCode == null ? newQrCode(id) : Uni.createFrom().item(account.qrCode));
    }

    /** The code of before is dead once this is told; it is told before the answer. */
    Uni<String> newQrCode(UUID id) {
        String code = randomCode();
        return update(id, account -> {
                    account.qrCode = code;
                    account.version++;
                })
                .replaceWith(code);
    }

    /** Under the parameters of today, unless the password was changed meanwhile. */
    public Uni<Void> rehash(Account checked, String hash) {
        return database.withTransaction(session -> session.createMutationQuery(
                                "update Account set passwordHash = ?1 where id = ?2 and passwordHash = ?3")
                        .setParameter(1, hash)
                        .setParameter(2, checked.id)
                        .setParameter(3, checked.passwordHash)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private Uni<Account> update(UUID id, Consumer<Account> change) {
        return database.withTransaction(session -> session.find(Account.class, id, LockMode.PESSIMISTIC_WRITE)
                        .map(Accounts::orNotFound)
                        .invoke(change)
                        .call(account -> outbox.add(session, account.asEvent())))
                .call(account -> outbox.relay());
    }

    private static Account orNotFound(@Nullable Account account) {
        if (account == null || account.erasedAt != null) {
            throw Refused.notFound();
        }
        return account;
    }

    private static String randomCode() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Randomness.bytes(CODE_BYTES));
    }

    public Uni<Optional<Account>> byHandle(String handle) {
        return database.withSession(
                session -> session.createQuery("from Account where handle = ?1 and erasedAt is null", Account.class)
                        .setParameter(1, normalize(handle))
                        .getSingleResultOrNull()
                        .map(Optional::ofNullable));
    }

    /** Those after an id, erased ones too, ascending. */
    Uni<List<Account>> all(UUID after, int limit) {
        return database.withSession(
                session -> session.createQuery("from Account where id > ?1 order by id", Account.class)
                        .setParameter(1, after)
                        .setMaxResults(limit)
                        .getResultList());
    }

    private static String normalize(String handle) {
        return handle.toLowerCase(Locale.ROOT);
    }

    private static boolean isConstraint(Throwable failure) {
        return failure instanceof ConstraintViolationException
                || failure.getCause() instanceof ConstraintViolationException;
    }
}
