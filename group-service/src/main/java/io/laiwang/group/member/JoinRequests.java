package io.laiwang.group.member;

import io.laiwang.contracts.Profile;
import io.laiwang.group.directory.Directory;
import io.laiwang.group.group.GroupRow;
import io.laiwang.group.group.Members;
import io.laiwang.kit.problem.Refused;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Who waits to be let into a group, and what its owner and admins say. */
@Singleton
public class JoinRequests {
    private final Mutiny.SessionFactory database;
    private final Directory directory;
    private final Members members;
    private final Outbox outbox;
    private final Clock clock;

    JoinRequests(Mutiny.SessionFactory database, Directory directory, Members members, Outbox outbox, Clock clock) {
        this.database = database;
        this.directory = directory;
        this.members = members;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param invitedBy the member who wants it in; none for one that came by itself */
    record JoinRequest(Profile account, @Nullable UUID invitedBy, Instant createdAt) {}

    /** Under the lock of the group. Who waits already waits once. */
    public Uni<Void> put(Mutiny.Session session, GroupRow group, List<UUID> accounts, @Nullable UUID invitedBy) {
        return waiting(session, group.id()).chain(known -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Object[] fresh = accounts.stream()
                    .filter(account -> !known.contains(account))
                    .map(account -> new JoinRequestRow(group.id(), account, invitedBy, now))
                    .toArray();
            return fresh.length == 0
                    ? Uni.createFrom().voidItem()
                    : session.persistAll(fresh)
                            .chain(session::flush)
                            .chain(() -> members.tellLeaders(session, group, "join-requested"));
        });
    }

    public Uni<Boolean> waits(Mutiny.Session session, UUID groupId, UUID account) {
        return session.find(JoinRequestRow.class, new JoinRequestRow.Key(groupId, account))
                .map(Objects::nonNull);
    }

    /** By account id. */
    Uni<List<JoinRequest>> list(UUID caller, UUID groupId, @Nullable UUID after, int limit) {
        String bound = after == null ? "" : " and accountId > ?2";
        return database.withSession(
                        session -> members.leader(session, groupId, caller).chain(() -> {
                            var query = session.createQuery(
                                            "from JoinRequestRow where groupId = ?1" + bound + " order by accountId",
                                            JoinRequestRow.class)
                                    .setParameter(1, groupId)
                                    .setMaxResults(limit);
                            return (after == null ? query : query.setParameter(2, after)).getResultList();
                        }))
                .chain(this::withProfiles);
    }

    Uni<Void> approve(UUID caller, UUID groupId, UUID account) {
        return answer(caller, groupId, account, (session, group) -> members.missing(session, groupId, List.of(account))
                .chain(fresh -> members.join(session, group, caller, fresh)));
    }

    Uni<Void> decline(UUID caller, UUID groupId, UUID account) {
        return answer(caller, groupId, account, (session, group) -> members.tellLeaders(session, group, "updated"));
    }

    private interface Saying {
        Uni<Void> say(Mutiny.Session session, GroupRow group);
    }

    private Uni<Void> answer(UUID caller, UUID groupId, UUID account, Saying saying) {
        return database.withTransaction(session -> members.lock(session, groupId)
                        .call(() -> members.leader(session, groupId, caller))
                        .call(() -> take(session, groupId, account))
                        .chain(group -> saying.say(session, group)))
                .call(outbox::relay);
    }

    private static Uni<Void> take(Mutiny.Session session, UUID groupId, UUID account) {
        return session.find(JoinRequestRow.class, new JoinRequestRow.Key(groupId, account))
                .onItem()
                .ifNull()
                .failWith(Refused::notFound)
                .chain(session::remove)
                .chain(session::flush);
    }

    private static Uni<Set<UUID>> waiting(Mutiny.Session session, UUID groupId) {
        return session.createQuery("select accountId from JoinRequestRow where groupId = ?1", UUID.class)
                .setParameter(1, groupId)
                .getResultList()
                .map(HashSet::new);
    }

    private Uni<List<JoinRequest>> withProfiles(List<JoinRequestRow> rows) {
        return directory.get(rows.stream().map(row -> row.accountId).toList()).map(profiles -> rows.stream()
                .filter(row -> profiles.containsKey(row.accountId))
                .map(row -> new JoinRequest(
                        Objects.requireNonNull(profiles.get(row.accountId)), row.invitedBy, row.createdAt))
                .toList());
    }
}
