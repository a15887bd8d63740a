package io.laiwang.group.contact;

import io.laiwang.contracts.Contact;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.Problem.FieldError;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.group.directory.Directory;
import io.laiwang.kit.problem.Refused;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** An account's contacts. */
@Singleton
public class Contacts {
    private final Mutiny.SessionFactory database;
    private final Directory directory;
    private final Pairs pairs;
    private final Outbox outbox;

    Contacts(Mutiny.SessionFactory database, Directory directory, Pairs pairs, Outbox outbox) {
        this.database = database;
        this.directory = directory;
        this.pairs = pairs;
        this.outbox = outbox;
    }

    /** By account id. */
    public Uni<List<Contact>> list(UUID owner, @Nullable UUID after, int limit) {
        String bound = after == null ? "" : " and accountId > ?2";
        return database.withSession(session -> {
                    var query = session.createQuery(
                                    "from ContactRow where ownerId = ?1" + bound + " order by accountId",
                                    ContactRow.class)
                            .setParameter(1, owner)
                            .setMaxResults(limit);
                    return (after == null ? query : query.setParameter(2, after)).getResultList();
                })
                .chain(rows -> directory
                        .get(rows.stream().map(row -> row.accountId).toList())
                        .map(profiles -> rows.stream()
                                .filter(row -> profiles.containsKey(row.accountId))
                                .map(row -> row.toContact(Objects.requireNonNull(profiles.get(row.accountId))))
                                .toList()));
    }

    Uni<Contact> get(UUID owner, UUID account) {
        return database.withSession(session -> find(session, owner, account))
                .chain(row -> directory.get(account).map(row::toContact));
    }

    Uni<Contact> rename(UUID owner, UUID account, @Nullable String alias) {
        return database.withTransaction(session -> find(session, owner, account).invoke(row -> row.alias = alias))
                .chain(row -> directory.get(account).map(row::toContact));
    }

    private static Uni<ContactRow> find(Mutiny.Session session, UUID owner, UUID account) {
        return session.find(ContactRow.class, new ContactRow.Key(owner, account))
                .onItem()
                .ifNull()
                .failWith(Refused::notFound);
    }

    Uni<Void> remove(UUID owner, UUID account) {
        return database.withTransaction(
                        session -> pairs.lock(session, owner, account).chain(pair -> {
                            if (!pair.areContacts()) {
                                throw Refused.notFound();
                            }
                            return pairs.disconnect(session, pair);
                        }))
                .call(outbox::relay);
    }

    /** Puts on its log once more who is in a conversation of two, and whether they may write; whether it is one. */
    public Uni<Boolean> state(UUID conversationId) {
        return database.withTransaction(
                        session -> session.createQuery("from Pair where conversationId = ?1", Pair.class)
                                .setParameter(1, conversationId)
                                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                                .getSingleResultOrNull()
                                .chain(pair -> pair == null
                                        ? Uni.createFrom().item(false)
                                        : pairs.state(session, pair).replaceWith(true)))
                .call(outbox::relay);
    }

    /** Fails with {@code not-a-contact}, naming each entry of the field that is neither a contact nor oneself. */
    public Uni<Void> refuseStrangers(UUID owner, String field, List<UUID> accounts) {
        return strangers(owner, accounts)
                .invoke(strangers -> {
                    List<FieldError> errors = IntStream.range(0, accounts.size())
                            .filter(i -> strangers.contains(accounts.get(i))
                                    && !accounts.get(i).equals(owner))
                            .mapToObj(i -> new FieldError("%s[%d]".formatted(field, i), "is not a contact of yours"))
                            .toList();
                    if (!errors.isEmpty()) {
                        throw new Refused(new Problem(
                                ProblemCode.NOT_A_CONTACT, "Only contacts can be put into a group.", errors));
                    }
                })
                .replaceWithVoid();
    }

    /** Those of {@code accounts} that aren't contacts of {@code owner}. */
    public Uni<Set<UUID>> strangers(UUID owner, Collection<UUID> accounts) {
        return database.withSession(session -> session.createQuery(
                                "select accountId from ContactRow where ownerId = ?1 and accountId in (?2)", UUID.class)
                        .setParameter(1, owner)
                        .setParameter(2, accounts)
                        .getResultList())
                .map(known -> {
                    Set<UUID> strangers = new HashSet<>(accounts);
                    known.forEach(strangers::remove);
                    return strangers;
                });
    }
}
