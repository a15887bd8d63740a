package io.laiwang.group.contact;

import io.laiwang.contracts.Profile;
import io.laiwang.group.directory.Directory;
import io.laiwang.kit.problem.Refused;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Whom an account wants nothing of. A block removes the contact for both and hides what was asked between them; whoever
 * is blocked sees no more than that it isn't a contact.
 */
@Singleton
public class Blocks {
    private final Mutiny.SessionFactory database;
    private final Directory directory;
    private final Pairs pairs;
    private final Outbox outbox;
    private final Clock clock;

    Blocks(Mutiny.SessionFactory database, Directory directory, Pairs pairs, Outbox outbox, Clock clock) {
        this.database = database;
        this.directory = directory;
        this.pairs = pairs;
        this.outbox = outbox;
        this.clock = clock;
    }

    public record Blocked(Profile account, Instant since) {}

    /** By account id. */
    public Uni<List<Blocked>> list(UUID owner, @Nullable UUID after, int limit) {
        String bound = after == null ? "" : " and accountId > ?2";
        return database.withSession(session -> {
                    var query = session.createQuery(
                                    "from BlockRow where ownerId = ?1" + bound + " order by accountId", BlockRow.class)
                            .setParameter(1, owner)
                            .setMaxResults(limit);
                    return (after == null ? query : query.setParameter(2, after)).getResultList();
                })
                .chain(this::withProfiles);
    }

    /** Those of {@code accounts} that have blocked the account, or that it has blocked. */
    public Uni<List<UUID>> among(UUID account, Collection<UUID> accounts) {
        return accounts.isEmpty()
                ? Uni.createFrom().item(List.of())
                : database.withSession(session -> session.createQuery(
                                        "from BlockRow where ownerId = ?1 and accountId in (?2)"
                                                + " or accountId = ?1 and ownerId in (?2)",
                                        BlockRow.class)
                                .setParameter(1, account)
                                .setParameter(2, accounts)
                                .getResultList())
                        .map(rows -> rows.stream()
                                .map(row -> row.ownerId.equals(account) ? row.accountId : row.ownerId)
                                .distinct()
                                .toList());
    }

    Uni<Void> block(UUID owner, UUID account) {
        return knownOther(owner, account)
                .chain(() -> database.withTransaction(
                        session -> pairs.lock(session, owner, account).chain(pair -> block(session, pair, owner))))
                .call(outbox::relay);
    }

    /** What the block took away stays away. */
    Uni<Void> unblock(UUID owner, UUID account) {
        return knownOther(owner, account)
                .chain(() -> database.withTransaction(
                        session -> pairs.lock(session, owner, account).chain(pair -> session.createMutationQuery(
                                        "delete from BlockRow where ownerId = ?1 and accountId = ?2")
                                .setParameter(1, owner)
                                .setParameter(2, account)
                                .executeUpdate())))
                .replaceWithVoid();
    }

    private Uni<Void> block(Mutiny.Session session, Pair pair, UUID owner) {
        UUID account = pair.other(owner);
        return session.find(BlockRow.class, new BlockRow.Key(owner, account))
                .chain(known -> known == null
                        ? session.persist(new BlockRow(
                                        owner, account, clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                                .chain(session::flush)
                                .chain(() -> hideRequests(session, pair))
                                .chain(() -> pair.areContacts()
                                        ? pairs.disconnect(session, pair)
                                        : Uni.createFrom().voidItem())
                        : Uni.createFrom().voidItem());
    }

    private static Uni<Integer> hideRequests(Mutiny.Session session, Pair pair) {
        return session.createMutationQuery("update RequestRow set hidden = true where state = PENDING"
                        + " and (fromId = ?1 and toId = ?2 or fromId = ?2 and toId = ?1)")
                .setParameter(1, pair.firstId)
                .setParameter(2, pair.secondId)
                .executeUpdate();
    }

    /** Whoever it is, a stranger or one who has blocked the caller: the answer is the same. */
    private Uni<Profile> knownOther(UUID owner, UUID account) {
        return owner.equals(account) ? Uni.createFrom().failure(Refused.notFound()) : directory.get(account);
    }

    private Uni<List<Blocked>> withProfiles(List<BlockRow> rows) {
        return directory.get(rows.stream().map(row -> row.accountId).toList()).map(profiles -> rows.stream()
                .filter(row -> profiles.containsKey(row.accountId))
                .map(row -> new Blocked(Objects.requireNonNull(profiles.get(row.accountId)), row.since))
                .toList());
    }
}
