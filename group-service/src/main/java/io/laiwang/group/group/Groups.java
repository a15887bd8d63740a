package io.laiwang.group.group;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.GroupRole;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.group.avatar.Avatars;
import io.laiwang.group.contact.Contacts;
import io.laiwang.kit.problem.Refused;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Groups themselves. A change holds the lock of the group's row. */
@Singleton
public class Groups {
    private final Mutiny.SessionFactory database;
    private final Contacts contacts;
    private final Members members;
    private final Avatars avatars;
    private final Outbox outbox;

    Groups(Mutiny.SessionFactory database, Contacts contacts, Members members, Avatars avatars, Outbox outbox) {
        this.database = database;
        this.contacts = contacts;
        this.members = members;
        this.avatars = avatars;
        this.outbox = outbox;
    }

    Uni<GroupRow> create(UUID owner, String name, List<UUID> memberIds) {
        Set<UUID> everyone = new LinkedHashSet<>(List.of(owner));
        everyone.addAll(memberIds);
        members.refuseTooMany(everyone.size());
        GroupRow group = new GroupRow(name, owner, everyone.size(), members.now());
        return contacts.refuseStrangers(owner, "memberIds", memberIds)
                .chain(() -> database.withTransaction(session -> session.persist(group)
                        .chain(session::flush)
                        .chain(() -> members.insert(session, group, everyone))
                        .chain(() -> outbox.add(session, opened(group, everyone)))
                        .chain(() -> members.tell(session, group, "created", List.of()))))
                .replaceWith(group)
                .call(outbox::relay);
    }

    /** A group that one isn't in doesn't exist. */
    Uni<GroupRow> get(UUID account, UUID groupId) {
        return database.withSession(session ->
                members.find(session, groupId, account).chain(member -> session.find(GroupRow.class, groupId)));
    }

    /** Those that it is in, by id. */
    public Uni<List<GroupRow>> list(UUID account, @Nullable UUID after, int limit) {
        String bound = after == null ? "" : " and g.id > ?2";
        return database.withSession(session -> {
            var query = session.createQuery(
                            "select g from GroupRow g, MemberRow m where m.groupId = g.id and m.accountId = ?1" + bound
                                    + " order by g.id",
                            GroupRow.class)
                    .setParameter(1, account)
                    .setMaxResults(limit);
            return (after == null ? query : query.setParameter(2, after)).getResultList();
        });
    }

    /** Whether the caller may is asked twice: before media-service hears of a picture, and under the lock. */
    Uni<GroupRow> update(UUID caller, UUID groupId, GroupChange change) {
        return database.withSession(session ->
                        members.leader(session, groupId, caller).chain(() -> session.find(GroupRow.class, groupId)))
                .chain(group -> change.changesAvatar(group)
                        ? avatars.show(groupId, change.newAvatar(), caller)
                        : Uni.createFrom().voidItem())
                .chain(() -> database.withTransaction(session -> members.lock(session, groupId)
                        .call(() -> members.leader(session, groupId, caller))
                        .call(group -> update(session, group, caller, change))))
                .call(outbox::relay);
    }

    /** Its conversation is closed and stays readable; of the group nothing stays. */
    Uni<Void> dissolve(UUID caller, UUID groupId) {
        return database.withTransaction(session -> members.lock(session, groupId)
                        .call(() -> members.find(session, groupId, caller).invoke(Groups::refuseUnlessOwner))
                        .chain(group -> dissolve(session, group, caller)))
                .call(outbox::relay)
                .call(() -> forgetAvatar(groupId, caller));
    }

    /** Under the lock of its row: its picture is not there any more. */
    public Uni<Void> loseAvatar(Mutiny.Session session, GroupRow group, UUID mediaOwner) {
        group.show(null, mediaOwner);
        return members.tell(session, group, "updated", List.of());
    }

    /** Under the lock of its row. */
    public Uni<Void> dissolve(Mutiny.Session session, GroupRow group, UUID by) {
        group.version++;
        return outbox.add(session, new Command.GroupClosed(group.conversationId, by, group.version))
                .chain(() -> members.tell(session, group, "dissolved", List.of()))
                .chain(() -> session.createMutationQuery("delete from MemberRow where groupId = ?1")
                        .setParameter(1, group.id)
                        .executeUpdate())
                .chain(() -> session.remove(group));
    }

    /** Puts all that holds of a group's conversation on its log once more; whether there is such a group. */
    public Uni<Boolean> state(UUID conversationId) {
        return database.withTransaction(
                        session -> session.createQuery("from GroupRow where conversationId = ?1", GroupRow.class)
                                .setParameter(1, conversationId)
                                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                                .getSingleResultOrNull()
                                .chain(group -> group == null
                                        ? Uni.createFrom().item(false)
                                        : members.state(session, group).replaceWith(true)))
                .call(outbox::relay);
    }

    private Uni<Void> update(Mutiny.Session session, GroupRow group, UUID by, GroupChange change) {
        boolean renames = change.renames(group);
        boolean announces = change.announces(group);
        change.applyTo(group, by);
        return session.flush()
                .chain(() ->
                        renames ? renamed(session, group, by) : Uni.createFrom().voidItem())
                .chain(() -> announces
                        ? announced(session, group, by)
                        : Uni.createFrom().voidItem())
                .chain(() -> members.tell(session, group, "updated", List.of()));
    }

    private Uni<Void> renamed(Mutiny.Session session, GroupRow group, UUID by) {
        group.version++;
        return outbox.add(session, new Command.GroupRenamed(group.conversationId, by, group.name, group.version));
    }

    private Uni<Void> announced(Mutiny.Session session, GroupRow group, UUID by) {
        group.version++;
        return outbox.add(session, new Command.GroupAnnounced(group.conversationId, by, group.version));
    }

    /** The group is gone already; a picture that is kept for nothing is no reason to say otherwise. */
    private Uni<Void> forgetAvatar(UUID groupId, UUID caller) {
        return avatars.show(groupId, null, caller).onFailure().recoverWithNull();
    }

    private static void refuseUnlessOwner(MemberRow member) {
        if (member.role != GroupRole.OWNER) {
            throw new Refused(ProblemCode.FORBIDDEN, "Only the owner dissolves a group.");
        }
    }

    private static Command.GroupOpened opened(GroupRow group, Set<UUID> everyone) {
        return new Command.GroupOpened(
                group.conversationId, group.id, group.ownerId, group.name, List.copyOf(everyone), group.version);
    }
}
