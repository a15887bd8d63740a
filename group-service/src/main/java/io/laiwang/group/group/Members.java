package io.laiwang.group.group;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.GroupRole;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.kit.problem.Refused;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a group and as what. Each change is made under the lock of the group's row, gives the group its next version
 * and puts itself on the log of the conversation in the same transaction.
 */
@Singleton
public class Members {
    private final Outbox outbox;
    private final Clock clock;
    private final int max;

    Members(Outbox outbox, Clock clock, @ConfigProperty(name = "laiwang.group.max-members") int max) {
        this.outbox = outbox;
        this.clock = clock;
        this.max = max;
    }

    public Uni<GroupRow> lock(Mutiny.Session session, UUID groupId) {
        return session.find(GroupRow.class, groupId, LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(Refused::notFound);
    }

    /** A group that one isn't in doesn't exist. */
    public Uni<MemberRow> find(Mutiny.Session session, UUID groupId, UUID accountId) {
        return session.find(MemberRow.class, new MemberRow.Key(groupId, accountId))
                .onItem()
                .ifNull()
                .failWith(Refused::notFound);
    }

    /** The owner or an admin; any other member gets a 403. */
    public Uni<MemberRow> leader(Mutiny.Session session, UUID groupId, UUID accountId) {
        return find(session, groupId, accountId).invoke(member -> {
            if (!member.role.leads()) {
                throw new Refused(ProblemCode.FORBIDDEN, "Only the owner and admins may do this.");
            }
        });
    }

    /** Those of {@code accounts} that aren't in the group. */
    public Uni<List<UUID>> missing(Mutiny.Session session, UUID groupId, Collection<UUID> accounts) {
        return ids(session, groupId).map(present -> {
            Set<UUID> in = new HashSet<>(present);
            return accounts.stream().distinct().filter(a -> !in.contains(a)).toList();
        });
    }

    /** By account id. */
    public Uni<List<MemberRow>> list(Mutiny.Session session, UUID groupId, @Nullable UUID after, int limit) {
        String bound = after == null ? "" : " and accountId > ?2";
        var query = session.createQuery(
                        "from MemberRow where groupId = ?1" + bound + " order by accountId", MemberRow.class)
                .setParameter(1, groupId)
                .setMaxResults(limit);
        return (after == null ? query : query.setParameter(2, after)).getResultList();
    }

    /** Whatever waited to be let in waits no more. Past the limit nobody comes in: {@code group-full}. */
    public Uni<Void> join(Mutiny.Session session, GroupRow group, UUID by, List<UUID> fresh) {
        if (fresh.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        refuseTooMany(group.memberCount + fresh.size());
        group.memberCount += fresh.size();
        group.version++;
        Command.Membership joined = new Command.MembersJoined(group.conversationId, by, fresh, group.version);
        return insert(session, group, fresh)
                .chain(() -> session.createMutationQuery(
                                "delete from JoinRequestRow where groupId = ?1 and accountId in (?2)")
                        .setParameter(1, group.id)
                        .setParameter(2, fresh)
                        .executeUpdate())
                .chain(() -> log(session, joined))
                .chain(() -> tell(session, group, "joined", List.of()));
    }

    public Uni<Void> leave(Mutiny.Session session, GroupRow group, UUID by, MemberRow member) {
        group.memberCount--;
        group.version++;
        Command.Membership left = new Command.MemberLeft(group.conversationId, by, member.accountId, group.version);
        return session.remove(member)
                .chain(session::flush)
                .chain(() -> log(session, left))
                .chain(() -> tell(session, group, "left", List.of(member.accountId)));
    }

    public Uni<Void> changeRole(Mutiny.Session session, GroupRow group, UUID by, MemberRow member, GroupRole role) {
        member.role = role;
        group.version++;
        return log(session, new Command.RoleChanged(group.conversationId, by, member.accountId, role, group.version));
    }

    /** The owner so far stays as an admin. It steps down first, because a group never has two. */
    public Uni<Void> handOver(Mutiny.Session session, GroupRow group, MemberRow owner, MemberRow heir) {
        owner.role = GroupRole.ADMIN;
        group.ownerId = heir.accountId;
        group.version++;
        return session.flush()
                .invoke(() -> {
                    heir.role = GroupRole.OWNER;
                    heir.mutedUntil = null;
                })
                .chain(() -> log(
                        session,
                        new Command.OwnerChanged(
                                group.conversationId, owner.accountId, heir.accountId, group.version)));
    }

    public Uni<Void> mute(Mutiny.Session session, GroupRow group, UUID by, MemberRow member, @Nullable Instant until) {
        member.mutedUntil = until;
        group.version++;
        return log(session, new Command.MemberMuted(group.conversationId, by, member.accountId, until, group.version));
    }

    /** Says of everyone who is in, and as what. */
    Uni<Void> state(Mutiny.Session session, GroupRow group) {
        group.version++;
        return session.createQuery("from MemberRow where groupId = ?1 order by accountId", MemberRow.class)
                .setParameter(1, group.id)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Command.Stated(row.accountId, row.role, row.mutedUntil))
                        .toList())
                .chain(everyone -> log(
                        session,
                        new Command.MembersStated(
                                group.conversationId, group.id, group.name, everyone, true, group.version)));
    }

    /** To every member, and to such as are none any more. */
    public Uni<Void> tell(Mutiny.Session session, GroupRow group, String change, List<UUID> alsoTo) {
        return session.flush()
                .chain(() -> ids(session, group.id))
                .chain(everyone -> outbox.add(
                        session,
                        group.conversationId,
                        Stream.concat(everyone.stream(), alsoTo.stream()).toList(),
                        new ServerFrame.GroupChanged(group.id, change)));
    }

    /** To the owner and the admins. */
    public Uni<Void> tellLeaders(Mutiny.Session session, GroupRow group, String change) {
        return session.createQuery("select accountId from MemberRow where groupId = ?1 and role <> MEMBER", UUID.class)
                .setParameter(1, group.id)
                .getResultList()
                .chain(leaders -> outbox.add(
                        session, group.conversationId, leaders, new ServerFrame.GroupChanged(group.id, change)));
    }

    Uni<Void> insert(Mutiny.Session session, GroupRow group, Collection<UUID> accounts) {
        Instant now = now();
        Object[] rows = accounts.stream()
                .map(account -> new MemberRow(
                        group.id, account, account.equals(group.ownerId) ? GroupRole.OWNER : GroupRole.MEMBER, now))
                .toArray();
        return session.persistAll(rows).chain(session::flush);
    }

    Uni<List<UUID>> ids(Mutiny.Session session, UUID groupId) {
        return session.createQuery("select accountId from MemberRow where groupId = ?1", UUID.class)
                .setParameter(1, groupId)
                .getResultList();
    }

    void refuseTooMany(int count) {
        if (count > max) {
            throw new Refused(ProblemCode.GROUP_FULL, "A group has at most %d members.".formatted(max));
        }
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Uni<Void> log(Mutiny.Session session, Command.Membership command) {
        return session.flush().chain(() -> outbox.add(session, command));
    }
}
