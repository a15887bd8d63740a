package io.laiwang.group.invite;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.group.directory.Directory;
import io.laiwang.group.group.GroupRow;
import io.laiwang.group.group.MemberRow;
import io.laiwang.group.group.Members;
import io.laiwang.group.member.JoinRequests;
import io.laiwang.kit.problem.Refused;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Codes that let whoever has one into a group, each use under the lock of the group's row. */
@Singleton
class Invites {
    private static final int CODE_BYTES = 16;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{22}");

    /** So long one that has expired is answered as such; then it is as unknown as any other. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Mutiny.SessionFactory database;
    private final Directory directory;
    private final Members members;
    private final JoinRequests requests;
    private final Outbox outbox;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Invites(
            Mutiny.SessionFactory database,
            Directory directory,
            Members members,
            JoinRequests requests,
            Outbox outbox,
            Clock clock) {
        this.database = database;
        this.directory = directory;
        this.members = members;
        this.requests = requests;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param isIn false for one that waits to be let in */
    record Joined(GroupRow group, boolean isIn) {}

    /** The owner and admins, and members when they may invite. */
    Uni<InviteRow> create(UUID caller, UUID groupId, Duration lifetime, @Nullable Integer maxUses) {
        InviteRow invite = new InviteRow(newCode(), groupId, caller, now().plus(lifetime), maxUses);
        return database.withTransaction(session -> members.lock(session, groupId)
                .chain(group ->
                        members.find(session, groupId, caller).invoke(member -> refuseUnlessInviter(member, group)))
                .chain(() -> forgetOld(session, groupId))
                .chain(() -> session.persist(invite))
                .chain(session::flush)
                .replaceWith(invite));
    }

    /** For its members. */
    Uni<InviteRow> ofGroup(UUID caller, UUID groupId, String code) {
        return database.withSession(session -> members.find(session, groupId, caller)
                .chain(() -> known(session, code))
                .invoke(invite -> refuseUnless(invite.groupId.equals(groupId)))
                .invoke(this::refuseGone));
    }

    /** Who made it, the owner and admins. */
    Uni<Void> revoke(UUID caller, UUID groupId, String code) {
        return database.withTransaction(session -> members.lock(session, groupId)
                .chain(() -> members.find(session, groupId, caller))
                .chain(member -> known(session, code)
                        .invoke(invite -> refuseUnless(invite.groupId.equals(groupId)))
                        .invoke(invite -> {
                            if (!member.role().leads() && !invite.createdBy.equals(caller)) {
                                throw new Refused(ProblemCode.FORBIDDEN, "The invite is somebody else's.");
                            }
                            invite.revoked = true;
                        }))
                .replaceWithVoid());
    }

    /** What whoever has the code sees before it joins. */
    Uni<GroupRow> preview(String code) {
        return database.withSession(session -> known(session, code)
                .chain(invite -> session.find(GroupRow.class, invite.groupId))
                .invoke(group -> refuseUnless(group != null))
                .call(group -> usable(session, group, code)));
    }

    Uni<Joined> join(UUID caller, String code) {
        return directory
                .get(caller)
                .chain(() -> database.withSession(session -> known(session, code)))
                .chain(invite -> database.withTransaction(session -> members.lock(session, invite.groupId)
                        .chain(group -> members.missing(session, group.id(), List.of(caller))
                                .chain(missing -> missing.isEmpty()
                                        ? Uni.createFrom().item(new Joined(group, true))
                                        : enter(session, group, caller, code)))))
                .call(outbox::relay);
    }

    private Uni<Joined> enter(Mutiny.Session session, GroupRow group, UUID caller, String code) {
        return usable(session, group, code).chain(invite -> switch (group.joinPolicy()) {
            case OPEN ->
                use(session, invite)
                        .chain(() -> members.join(session, group, caller, List.of(caller)))
                        .replaceWith(new Joined(group, true));
            case APPROVAL ->
                requests.waits(session, group.id(), caller)
                        .chain(waits -> waits ? Uni.createFrom().voidItem() : ask(session, group, caller, invite))
                        .replaceWith(new Joined(group, false));
            case CLOSED -> Refused.refuse(ProblemCode.GROUP_CLOSED, "Only the owner and admins add members.");
        });
    }

    /** One goes with the right of who made it: whoever is removed can't come back by an invite of its own. */
    private Uni<InviteRow> usable(Mutiny.Session session, GroupRow group, String code) {
        return known(session, code).invoke(this::refuseGone).call(invite -> members.find(
                        session, group.id(), invite.createdBy)
                .invoke(member -> refuseUnlessInviter(member, group))
                .onFailure(Refused.class)
                .transform(refused -> gone()));
    }

    private Uni<Void> ask(Mutiny.Session session, GroupRow group, UUID caller, InviteRow invite) {
        return use(session, invite).chain(() -> requests.put(session, group, List.of(caller), null));
    }

    private static Uni<Void> use(Mutiny.Session session, InviteRow invite) {
        invite.uses++;
        return session.flush();
    }

    /** What can't be a code doesn't reach the database, which takes no U+0000. */
    private static Uni<InviteRow> known(Mutiny.Session session, String code) {
        refuseUnless(CODE.matcher(code).matches());
        return session.find(InviteRow.class, code).onItem().ifNull().failWith(Refused::notFound);
    }

    private Uni<Integer> forgetOld(Mutiny.Session session, UUID groupId) {
        return session.createMutationQuery("delete from InviteRow where groupId = ?1 and expiresAt < ?2")
                .setParameter(1, groupId)
                .setParameter(2, now().minus(REMEMBERED))
                .executeUpdate();
    }

    private void refuseGone(InviteRow invite) {
        if (invite.isGone(now())) {
            throw gone();
        }
    }

    private static Refused gone() {
        return new Refused(ProblemCode.INVITE_GONE, "The invite is used up, expired or revoked.");
    }

    private static void refuseUnless(boolean isThere) {
        if (!isThere) {
            throw Refused.notFound();
        }
    }

    private static void refuseUnlessInviter(MemberRow member, GroupRow group) {
        if (!member.role().leads() && !group.membersMayInvite()) {
            throw new Refused(ProblemCode.FORBIDDEN, "Only the owner and admins invite.");
        }
    }

    private String newCode() {
        byte[] bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
