package io.laiwang.group.group;

import io.laiwang.group.group.MemberRow.Role;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The rows of groups and members. */
@Singleton
class Members {
    Uni<GroupRow> lock(Mutiny.Session session, UUID groupId) {
        return session.find(GroupRow.class, groupId, LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(Refused::notFound);
    }

    Uni<MemberRow> find(Mutiny.Session session, UUID groupId, UUID accountId) {
        return session.find(MemberRow.class, new MemberRow.Key(groupId, accountId))
                .onItem()
                .ifNull()
                .failWith(Refused::notFound);
    }

    Uni<Void> insert(Mutiny.Session session, GroupRow group, Collection<UUID> accounts, Instant now) {
        Object[] rows = accounts.stream()
                .map(account ->
                        new MemberRow(group.id, account, account.equals(group.ownerId) ? Role.OWNER : Role.MEMBER, now))
                .toArray();
        return session.persistAll(rows).chain(session::flush);
    }

    Uni<List<UUID>> ids(Mutiny.Session session, UUID groupId) {
        return session.createQuery("select accountId from MemberRow where groupId = ?1", UUID.class)
                .setParameter(1, groupId)
                .getResultList();
    }

    /** Those of {@code accounts} that aren't in the group. */
    Uni<List<UUID>> missing(Mutiny.Session session, UUID groupId, Collection<UUID> accounts) {
        return ids(session, groupId).map(present -> {
            Set<UUID> in = new HashSet<>(present);
            return accounts.stream().distinct().filter(a -> !in.contains(a)).toList();
        });
    }

    Uni<List<MemberRow>> list(Mutiny.Session session, UUID groupId, @Nullable UUID after, int limit) {
        String bound = after == null ? "" : " and accountId > ?2";
        var query = session.createQuery(
                        "from MemberRow where groupId = ?1" + bound + " order by accountId", MemberRow.class)
                .setParameter(1, groupId)
                .setMaxResults(limit);
        return (after == null ? query : query.setParameter(2, after)).getResultList();
    }

    Uni<List<GroupRow>> groupsOf(Mutiny.Session session, UUID account, @Nullable UUID after, int limit) {
        String bound = after == null ? "" : " and g.id > ?2";
        var query = session.createQuery(
                        "select g from GroupRow g, MemberRow m where m.groupId = g.id and m.accountId = ?1" + bound
                                + " order by g.id",
                        GroupRow.class)
                .setParameter(1, account)
                .setMaxResults(limit);
        return (after == null ? query : query.setParameter(2, after)).getResultList();
    }
}
