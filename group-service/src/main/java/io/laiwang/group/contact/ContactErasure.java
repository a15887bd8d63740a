package io.laiwang.group.contact;

import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Forgets whom an erased account knew, asked and blocked, and who did so to it. One transaction for each of them, so that
 * what is interrupted goes on where it stopped.
 */
@Singleton
public class ContactErasure {
    private static final int PAGE = 100;

    private final Mutiny.SessionFactory database;
    private final Pairs pairs;
    private final Outbox outbox;

    ContactErasure(Mutiny.SessionFactory database, Pairs pairs, Outbox outbox) {
        this.database = database;
        this.pairs = pairs;
        this.outbox = outbox;
    }

    public Uni<Void> erase(UUID accountId) {
        return Multi.createBy()
                .repeating()
                .uni(() -> erasePage(accountId))
                .whilst(count -> count == PAGE)
                .collect()
                .last()
                .chain(() -> eraseWhatWasSaid(accountId))
                .call(outbox::relay);
    }

    private Uni<Integer> erasePage(UUID accountId) {
        return database.withSession(
                        session -> session.createQuery("from Pair where firstId = ?1 or secondId = ?1", Pair.class)
                                .setParameter(1, accountId)
                                .setMaxResults(PAGE)
                                .getResultList())
                .call(page -> Multi.createFrom()
                        .iterable(page)
                        .onItem()
                        .transformToUniAndConcatenate(this::part)
                        .collect()
                        .last())
                .map(List::size);
    }

    /** Their conversation closes, and stays for the other to read. */
    private Uni<Void> part(Pair found) {
        return database.withTransaction(session -> pairs.lock(session, found.firstId, found.secondId)
                .call(pair -> pair.areContacts()
                        ? pairs.disconnect(session, pair)
                        : Uni.createFrom().voidItem())
                .chain(pair -> session.remove(pair)));
    }

    private Uni<Void> eraseWhatWasSaid(UUID accountId) {
        return database.withTransaction(session -> delete(
                                session, "delete from RequestRow where fromId = ?1 or toId = ?1", accountId)
                        .chain(() -> delete(
                                session, "delete from BlockRow where ownerId = ?1 or accountId = ?1", accountId)))
                .replaceWithVoid();
    }

    private static Uni<Integer> delete(Mutiny.Session session, String query, UUID accountId) {
        return session.createMutationQuery(query).setParameter(1, accountId).executeUpdate();
    }
}
