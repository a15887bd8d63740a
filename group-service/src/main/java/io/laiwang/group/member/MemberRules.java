package io.laiwang.group.member;

import io.laiwang.contracts.GroupRole;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.group.group.GroupRow.JoinPolicy;
import io.laiwang.kit.problem.Refused;

/** Who may do what to whom. */
final class MemberRules {
    private MemberRules() {}

    /**
     * One member and another, or itself.
     *
     * @param actor who does it
     * @param member to whom
     */
    record Standing(GroupRole actor, GroupRole member, boolean isOneself) {
        boolean outranks() {
            return !isOneself && actor.outranks(member);
        }
    }

    /** What becomes of those whom a member brings. */
    enum Entry {
        JOIN,
        WAIT
    }

    static Entry entry(GroupRole actor, boolean membersMayInvite, JoinPolicy policy) {
        if (actor.leads()) {
            return Entry.JOIN;
        }
        if (!membersMayInvite) {
            throw new Refused(ProblemCode.FORBIDDEN, "Only the owner and admins add members.");
        }
        return switch (policy) {
            case OPEN -> Entry.JOIN;
            case APPROVAL -> Entry.WAIT;
            case CLOSED -> throw new Refused(ProblemCode.GROUP_CLOSED, "Only the owner and admins add members.");
        };
    }

    static void mayRemove(Standing standing) {
        if (standing.isOneself() && standing.actor() == GroupRole.OWNER) {
            throw new Refused(ProblemCode.OWNER_MUST_TRANSFER, "Make somebody else the owner first.");
        }
        if (!standing.isOneself() && !standing.outranks()) {
            throw new Refused(ProblemCode.FORBIDDEN, "Only the owner and admins remove members.");
        }
    }

    /** All of a change or nothing. */
    static void mayChange(Standing standing, MemberChange change) {
        GroupRole role = change.role();
        if (role != null) {
            mayGive(standing, role);
        }
        if (change.mutes() && !standing.outranks()) {
            throw new Refused(ProblemCode.FORBIDDEN, "Only the owner and admins mute members.");
        }
        if (change.renames() && !standing.isOneself() && !standing.outranks()) {
            throw new Refused(ProblemCode.FORBIDDEN, "A nickname is the member's own.");
        }
    }

    private static void mayGive(Standing standing, GroupRole role) {
        if (standing.actor() != GroupRole.OWNER) {
            throw new Refused(ProblemCode.FORBIDDEN, "Only the owner gives roles.");
        }
        if (standing.isOneself() && role != GroupRole.OWNER) {
            throw new Refused(ProblemCode.OWNER_MUST_TRANSFER, "Make somebody else the owner first.");
        }
    }
}
