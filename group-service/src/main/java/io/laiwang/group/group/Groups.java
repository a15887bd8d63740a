package io.laiwang.group.group;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.Problem.FieldError;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.group.contact.Contacts;
import io.laiwang.group.group.MemberRow.Role;
import io.laiwang.kit.problem.Refused;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Groups and who is in them. A change of members holds the lock of the group's row. */
@Singleton
class Groups {
    private final Mutiny.SessionFactory database;
    private final Contacts contacts;
    private final Members members;
    private final Outbox outbox;
    private final Clock clock;
    private final int maxMembers;

    Groups(
            Mutiny.SessionFactory database,
            Contacts contacts,
            Members members,
            Outbox outbox,
            Clock clock,
            @ConfigProperty(name = "laiwang.group.max-members") int maxMembers) {
        this.database = database;
        this.contacts = contacts;
        this.members = members;
        this.outbox = outbox;
        this.clock = clock;
        this.maxMembers = maxMembers;
    }

    Uni<GroupRow> create(UUID owner, String name, List<UUID> memberIds) {
        Set<UUID> everyone = new LinkedHashSet<>(List.of(owner));
        everyone.addAll(memberIds);
        refuseTooMany(everyone.size());
        GroupRow group = new GroupRow(name, owner, everyone.size(), now());
        return areContacts(owner, "memberIds", memberIds)
                .chain(() -> database.withTransaction(session -> session.persist(group)
                        .chain(session::flush)
                        .chain(() -> members.insert(session, group, everyone, now()))
                        .chain(() -> outbox.add(session, opened(group, everyone)))
                        .chain(() -> tell(session, group, everyone, "created"))))
                .replaceWith(group)
                .call(outbox::relay);
    }

    /** A group that one isn't in doesn't exist. */
    Uni<GroupRow> get(UUID account, UUID groupId) {
        return database.withSession(session ->
                members.find(session, groupId, account).chain(member -> session.find(GroupRow.class, groupId)));
    }

    /** Those that it is in, by id. */
    Uni<List<GroupRow>> list(UUID account, @Nullable UUID after, int limit) {
        return database.withSession(session -> members.groupsOf(session, account, after, limit));
    }

    /** As its members see each other, by account id. */
    Uni<List<MemberRow>> members(UUID account, UUID groupId, @Nullable UUID after, int limit) {
        return database.withSession(session ->
                members.find(session, groupId, account).chain(member -> members.list(session, groupId, after, limit)));
    }

    /** @return who is new; who was in already is none */
    Uni<List<UUID>> add(UUID caller, UUID groupId, List<UUID> accountIds) {
        return database.withSession(session -> members.find(session, groupId, caller))
                .chain(() -> areContacts(caller, "accountIds", accountIds))
                .chain(() -> database.withTransaction(session ->
                        members.lock(session, groupId).chain(group -> add(session, group, caller, accountIds))))
                .call(outbox::relay);
    }

    Uni<Void> remove(UUID caller, UUID groupId, UUID accountId) {
        return database.withTransaction(
                        session -> members.lock(session, groupId).chain(group -> members.find(session, groupId, caller)
                                .chain(actor -> members.find(session, groupId, accountId)
                                        .invoke(member -> mayRemove(actor, member)))
                                .chain(member ->
                                        session.remove(member).chain(() -> left(session, group, caller, member)))))
                .call(outbox::relay);
    }

    private Uni<List<UUID>> add(Mutiny.Session session, GroupRow group, UUID caller, List<UUID> accountIds) {
        return members.find(session, group.id, caller)
                .invoke(actor -> {
                    if (actor.role == Role.MEMBER && !group.membersMayInvite) {
                        throw new Refused(ProblemCode.FORBIDDEN, "Only the owner and admins add members.");
                    }
                })
                .chain(() -> members.missing(session, group.id, accountIds))
                .call(fresh -> fresh.isEmpty() ? Uni.createFrom().voidItem() : joined(session, group, caller, fresh));
    }

    private Uni<Void> joined(Mutiny.Session session, GroupRow group, UUID by, List<UUID> fresh) {
        refuseTooMany(group.memberCount + fresh.size());
        group.memberCount += fresh.size();
        group.version++;
        return members.insert(session, group, fresh, now())
                .chain(() ->
                        outbox.add(session, new Command.MembersJoined(group.conversationId, by, fresh, group.version)))
                .chain(() -> members.ids(session, group.id))
                .chain(everyone -> tell(session, group, everyone, "joined"));
    }

    private Uni<Void> left(Mutiny.Session session, GroupRow group, UUID by, MemberRow member) {
        group.memberCount--;
        group.version++;
        Command.MemberLeft left = new Command.MemberLeft(group.conversationId, by, member.accountId, group.version);
        return session.flush()
                .chain(() -> outbox.add(session, left))
                .chain(() -> members.ids(session, group.id))
                .chain(remaining -> tell(session, group, with(remaining, member.accountId), "left"));
    }

    private static void mayRemove(MemberRow actor, MemberRow member) {
        boolean oneself = actor.accountId.equals(member.accountId);
        if (oneself && actor.role == Role.OWNER) {
            throw new Refused(ProblemCode.OWNER_MUST_TRANSFER, "Make somebody else the owner first.");
        }
        // a lower ordinal is a higher rank
        if (!oneself && actor.role.compareTo(member.role) >= 0) {
            throw new Refused(ProblemCode.FORBIDDEN, "Only the owner and admins remove members.");
        }
    }

    private Uni<Void> areContacts(UUID caller, String field, List<UUID> accounts) {
        return contacts.strangers(caller, accounts)
                .invoke(strangers -> {
                    List<FieldError> errors = IntStream.range(0, accounts.size())
                            .filter(i -> strangers.contains(accounts.get(i))
                                    && !accounts.get(i).equals(caller))
                            .mapToObj(i -> new FieldError("%s[%d]".formatted(field, i), "is not a contact of yours"))
                            .toList();
                    if (!errors.isEmpty()) {
                        throw new Refused(new Problem(
                                ProblemCode.NOT_A_CONTACT, "Only contacts can be put into a group.", errors));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> tell(Mutiny.Session session, GroupRow group, Collection<UUID> accounts, String change) {
        return outbox.add(session, group.conversationId, accounts, new ServerFrame.GroupChanged(group.id, change));
    }

    private void refuseTooMany(int count) {
        if (count > maxMembers) {
            throw new Refused(ProblemCode.GROUP_FULL, "A group has at most %d members.".formatted(maxMembers));
        }
    }

    private static Command.GroupOpened opened(GroupRow group, Set<UUID> everyone) {
        return new Command.GroupOpened(
                group.conversationId, group.id, group.ownerId, group.name, List.copyOf(everyone), group.version);
    }

    private static List<UUID> with(List<UUID> accounts, UUID another) {
        return Stream.concat(accounts.stream(), Stream.of(another)).toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
