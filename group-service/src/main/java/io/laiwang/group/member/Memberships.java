package io.laiwang.group.member;

import io.laiwang.contracts.GroupRole;
import io.laiwang.group.contact.Contacts;
import io.laiwang.group.group.GroupRow;
import io.laiwang.group.group.MemberRow;
import io.laiwang.group.group.Members;
import io.laiwang.group.member.MemberRules.Standing;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What members do with each other. */
@Singleton
class Memberships {
    private final Mutiny.SessionFactory database;
    private final Contacts contacts;
    private final Members members;
    private final JoinRequests requests;
    private final Outbox outbox;

    Memberships(
            Mutiny.SessionFactory database, Contacts contacts, Members members, JoinRequests requests, Outbox outbox) {
        this.database = database;
        this.contacts = contacts;
        this.members = members;
        this.requests = requests;
        this.outbox = outbox;
    }

    /** @param pending who waits for the owner or an admin to let it in; who was in already is in neither */
    record Added(List<UUID> added, List<UUID> pending) {}

    /** As its members see each other, by account id. */
    Uni<List<MemberRow>> list(UUID caller, UUID groupId, @Nullable UUID after, int limit) {
        return database.withSession(session ->
                members.find(session, groupId, caller).chain(member -> members.list(session, groupId, after, limit)));
    }

    Uni<Added> add(UUID caller, UUID groupId, List<UUID> accountIds) {
        return database.withSession(session -> members.find(session, groupId, caller))
                .chain(() -> contacts.refuseStrangers(caller, "accountIds", accountIds))
                .chain(() -> database.withTransaction(
                        session -> members.lock(session, groupId).chain(group -> members.find(session, groupId, caller)
                                .chain(actor -> add(session, group, actor, accountIds)))))
                .call(outbox::relay);
    }

    Uni<Void> remove(UUID caller, UUID groupId, UUID accountId) {
        return database.withTransaction(session -> between(session, groupId, caller, accountId)
                        .invoke(seats -> MemberRules.mayRemove(seats.standing()))
                        .chain(seats -> members.leave(session, seats.group(), caller, seats.member())))
                .call(outbox::relay);
    }

    Uni<MemberRow> change(UUID caller, UUID groupId, UUID accountId, MemberChange change) {
        return database.withTransaction(session -> between(session, groupId, caller, accountId)
                        .invoke(seats -> MemberRules.mayChange(seats.standing(), change))
                        .call(seats -> change(session, seats, change))
                        .map(Seats::member))
                .call(outbox::relay);
    }

    /** Who does something, and to whom, under the lock of their group. */
    private record Seats(GroupRow group, MemberRow actor, MemberRow member) {
        Standing standing() {
            return new Standing(actor.role(), member.role(), actor == member);
        }
    }

    private Uni<Seats> between(Mutiny.Session session, UUID groupId, UUID caller, UUID accountId) {
        return members.lock(session, groupId).chain(group -> members.find(session, groupId, caller)
                .chain(actor ->
                        members.find(session, groupId, accountId).map(member -> new Seats(group, actor, member))));
    }

    private Uni<Added> add(Mutiny.Session session, GroupRow group, MemberRow actor, List<UUID> accountIds) {
        UUID by = actor.accountId();
        MemberRules.Entry entry = MemberRules.entry(actor.role(), group.membersMayInvite(), group.joinPolicy());
        return members.missing(session, group.id(), accountIds).chain(fresh -> switch (entry) {
            case JOIN -> members.join(session, group, by, fresh).replaceWith(new Added(fresh, List.of()));
            case WAIT -> requests.put(session, group, fresh, by).replaceWith(new Added(List.of(), fresh));
        });
    }

    private Uni<Void> change(Mutiny.Session session, Seats seats, MemberChange change) {
        if (change.renames()) {
            seats.member().callItself(change.nickname());
        }
        return giveRole(session, seats, change.role())
                .chain(() -> mute(session, seats, change))
                .chain(() -> members.tell(session, seats.group(), "updated", List.of()));
    }

    private Uni<Void> giveRole(Mutiny.Session session, Seats seats, @Nullable GroupRole role) {
        if (role == null || role == seats.member().role()) {
            return Uni.createFrom().voidItem();
        }
        return role == GroupRole.OWNER
                ? members.handOver(session, seats.group(), seats.actor(), seats.member())
                : members.changeRole(session, seats.group(), seats.actor().accountId(), seats.member(), role);
    }

    private Uni<Void> mute(Mutiny.Session session, Seats seats, MemberChange change) {
        return change.mutes()
                        && !Objects.equals(change.mutedUntil(), seats.member().mutedUntil())
                ? members.mute(session, seats.group(), seats.actor().accountId(), seats.member(), change.mutedUntil())
                : Uni.createFrom().voidItem();
    }
}
