package io.laiwang.group.member;

import io.laiwang.contracts.GroupRole;
import io.laiwang.group.group.GroupRow;
import io.laiwang.group.group.Groups;
import io.laiwang.group.group.MemberRow;
import io.laiwang.group.group.Members;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes an erased account out of its groups, its invites and requests too. What it owned passes to the admin who has been
 * there longest, else to the member; a group of nobody else is dissolved. One transaction for each group, so that what is
 * interrupted goes on where it stopped.
 */
@Singleton
public class MembershipErasure {
    private static final int PAGE = 100;

    private final Mutiny.SessionFactory database;
    private final Groups groups;
    private final Members members;
    private final Outbox outbox;

    MembershipErasure(Mutiny.SessionFactory database, Groups groups, Members members, Outbox outbox) {
        this.database = database;
        this.groups = groups;
        this.members = members;
        this.outbox = outbox;
    }

    public Uni<Void> erase(UUID accountId) {
        return Multi.createBy()
                .repeating()
                .uni(() -> leavePage(accountId))
                .whilst(count -> count == PAGE)
                .collect()
                .last()
                .chain(() -> takeDownPictures(accountId))
                .chain(() -> eraseInvitesAndRequests(accountId))
                .call(outbox::relay);
    }

    private Uni<Integer> leavePage(UUID accountId) {
        return database.withSession(
                        session -> session.createQuery("select groupId from MemberRow where accountId = ?1", UUID.class)
                                .setParameter(1, accountId)
                                .setMaxResults(PAGE)
                                .getResultList())
                .call(page -> Multi.createFrom()
                        .iterable(page)
                        .onItem()
                        .transformToUniAndConcatenate(
                                groupId -> database.withTransaction(session -> leave(session, groupId, accountId)))
                        .collect()
                        .last())
                .map(List::size);
    }

    private Uni<Void> leave(Mutiny.Session session, UUID groupId, UUID accountId) {
        return members.lock(session, groupId).chain(group -> members.find(session, groupId, accountId)
                .chain(member -> member.role() == GroupRole.OWNER
                        ? passOn(session, group, member)
                        : members.leave(session, group, accountId, member)));
    }

    private Uni<Void> passOn(Mutiny.Session session, GroupRow group, MemberRow owner) {
        UUID accountId = owner.accountId();
        return heir(session, group, accountId)
                .chain(heir -> heir == null
                        ? groups.dissolve(session, group, accountId)
                        : members.handOver(session, group, owner, heir)
                                .chain(() -> members.leave(session, group, accountId, owner)));
    }

    private static Uni<MemberRow> heir(Mutiny.Session session, GroupRow group, UUID owner) {
        return session.createQuery("""
                        from MemberRow where groupId = ?1 and accountId <> ?2
                        order by case when role = ADMIN then 0 else 1 end, joinedAt, accountId""", MemberRow.class)
                .setParameter(1, group.id())
                .setParameter(2, owner)
                .setMaxResults(1)
                .getSingleResultOrNull();
    }

    /** Those that it gave to groups, whoever owns them now: media-service erases them. */
    private Uni<Void> takeDownPictures(UUID accountId) {
        return database.withSession(
                        session -> session.createQuery("select id from GroupRow where avatarOwnerId = ?1", UUID.class)
                                .setParameter(1, accountId)
                                .getResultList())
                .onItem()
                .transformToMulti(groupIds -> Multi.createFrom().iterable(groupIds))
                .onItem()
                .transformToUniAndConcatenate(groupId -> database.withTransaction(
                        session -> session.find(GroupRow.class, groupId, LockMode.PESSIMISTIC_WRITE)
                                .chain(group -> group != null && accountId.equals(group.avatarOwnerId())
                                        ? groups.loseAvatar(session, group, accountId)
                                        : Uni.createFrom().voidItem())))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> eraseInvitesAndRequests(UUID accountId) {
        return database.withTransaction(session -> update(
                                session, "delete from InviteRow where createdBy = ?1", accountId)
                        .chain(() -> update(session, "delete from JoinRequestRow where accountId = ?1", accountId))
                        .chain(() -> update(
                                session, "update JoinRequestRow set invitedBy = null where invitedBy = ?1", accountId)))
                .replaceWithVoid();
    }

    private static Uni<Integer> update(Mutiny.Session session, String query, UUID accountId) {
        return session.createMutationQuery(query).setParameter(1, accountId).executeUpdate();
    }
}
