package io.laiwang.chat.conversation;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.GroupRole;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who comes and goes and who may do what, as group-service says. What a version has passed already is dropped; a change
 * of a group that doesn't follow on the last one can't be made, because nobody knows to what.
 */
final class MembershipRules {
    private MembershipRules() {}

    static Outcome decide(Conversation conversation, Entry entry, Command.Membership command) {
        if (command.version() <= conversation.row().version()) {
            return new Outcome.Unchanged(null);
        }
        if (!isWhole(command) && command.version() > conversation.row().version() + 1) {
            throw new IllegalStateException("the event before this one is missing");
        }
        return switch (command) {
            case Command.DirectOpened opened -> openDirect(conversation, entry, opened);
            case Command.DirectClosed closed -> closeDirect(conversation, entry, closed);
            case Command.GroupOpened opened -> openGroup(conversation, entry, opened);
            case Command.GroupRenamed renamed -> rename(conversation, entry, renamed);
            case Command.GroupClosed closed -> closeGroup(conversation, entry, closed);
            case Command.MembersJoined joined -> join(conversation, entry, joined);
            case Command.MemberLeft left -> leave(conversation, entry, left);
            case Command.MemberMuted muted -> mute(conversation, entry, muted);
            case Command.RoleChanged changed -> changeRole(conversation, entry, changed);
            case Command.OwnerChanged changed -> changeOwner(conversation, entry, changed);
            case Command.GroupAnnounced announced -> announce(conversation, entry, announced);
            case Command.MembersStated stated -> state(conversation, entry, stated);
        };
    }

    /** Whether it says all that is so from then on, whatever was before. */
    private static boolean isWhole(Command.Membership command) {
        return switch (command) {
            case Command.DirectOpened _,
                    Command.DirectClosed _,
                    Command.GroupOpened _,
                    Command.GroupClosed _,
                    Command.MembersStated _ -> true;
            case Command.GroupRenamed _,
                    Command.MembersJoined _,
                    Command.MemberLeft _,
                    Command.MemberMuted _,
                    Command.RoleChanged _,
                    Command.OwnerChanged _,
                    Command.GroupAnnounced _ -> false;
        };
    }

    private static Outcome openDirect(Conversation conversation, Entry entry, Command.DirectOpened opened) {
        for (UUID account : List.of(opened.accountId(), opened.contactId())) {
            if (conversation.member(account) == null) {
                conversation.put(Member.joined(account, GroupRole.MEMBER, 1));
            }
        }
        conversation.membership(opened.version(), true, null);
        return silently(conversation, entry);
    }

    private static Outcome closeDirect(Conversation conversation, Entry entry, Command.DirectClosed closed) {
        conversation.membership(closed.version(), false, null);
        return silently(conversation, entry);
    }

    private static Outcome openGroup(Conversation conversation, Entry entry, Command.GroupOpened opened) {
        for (UUID account : opened.memberIds()) {
            GroupRole role = account.equals(opened.ownerId()) ? GroupRole.OWNER : GroupRole.MEMBER;
            conversation.put(Member.joined(account, role, 1));
        }
        conversation.membership(opened.version(), true, opened.name());
        return say(conversation, entry, "group-created", opened.ownerId(), opened.memberIds(), opened.name());
    }

    private static Outcome rename(Conversation conversation, Entry entry, Command.GroupRenamed renamed) {
        conversation.membership(renamed.version(), conversation.row().writable(), renamed.name());
        return say(conversation, entry, "renamed", renamed.by(), List.of(), renamed.name());
    }

    private static Outcome announce(Conversation conversation, Entry entry, Command.GroupAnnounced announced) {
        same(conversation, announced.version());
        return say(conversation, entry, "announced", announced.by(), List.of(), null);
    }

    private static Outcome closeGroup(Conversation conversation, Entry entry, Command.GroupClosed closed) {
        conversation.membership(closed.version(), false, conversation.row().name());
        return say(conversation, entry, "group-closed", closed.by(), List.of(), null);
    }

    /** A newcomer reads from the message that announces it; who is in already goes on reading all that they could. */
    private static Outcome join(Conversation conversation, Entry entry, Command.MembersJoined joined) {
        for (UUID account : joined.accountIds()) {
            Member known = conversation.member(account);
            if (known == null || !known.isActive()) {
                conversation.put(Member.joined(account, GroupRole.MEMBER, conversation.nextSeq()));
            }
        }
        same(conversation, joined.version());
        return say(conversation, entry, "member-joined", joined.by(), joined.accountIds(), null);
    }

    /** One who goes reads up to the message that says so. */
    private static Outcome leave(Conversation conversation, Entry entry, Command.MemberLeft left) {
        Member.Left gone = new Member.Left(conversation.nextSeq(), entry.rev(), entry.at());
        change(conversation, left.accountId(), member -> member.leave(gone));
        same(conversation, left.version());
        List<UUID> whom = List.of(left.accountId());
        return SystemMessages.say(
                conversation, entry, new Content.SystemEvent("member-left", left.by(), whom, null, null), whom);
    }

    /** How long is counted from the time of the log; a time that has passed mutes nobody. */
    private static Outcome mute(Conversation conversation, Entry entry, Command.MemberMuted muted) {
        change(conversation, muted.accountId(), member -> member.muted(muted.until()));
        same(conversation, muted.version());
        Instant until = muted.until();
        boolean ends = until == null || !until.isAfter(entry.at());
        String event = ends ? "member-unmuted" : "member-muted";
        Integer seconds = ends ? null : seconds(Duration.between(entry.at(), until));
        List<UUID> whom = List.of(muted.accountId());
        return SystemMessages.say(
                conversation, entry, new Content.SystemEvent(event, muted.by(), whom, null, seconds), List.of());
    }

    private static Outcome changeRole(Conversation conversation, Entry entry, Command.RoleChanged changed) {
        change(conversation, changed.accountId(), member -> member.as(changed.role()));
        same(conversation, changed.version());
        String event = changed.role().leads() ? "admin-added" : "admin-removed";
        return say(conversation, entry, event, changed.by(), List.of(changed.accountId()), null);
    }

    private static Outcome changeOwner(Conversation conversation, Entry entry, Command.OwnerChanged changed) {
        change(conversation, changed.by(), member -> member.as(GroupRole.ADMIN));
        change(conversation, changed.accountId(), member -> member.as(GroupRole.OWNER)
                .muted(null));
        same(conversation, changed.version());
        return say(conversation, entry, "owner-changed", changed.by(), List.of(changed.accountId()), null);
    }

    /** No message tells of it: for those who were in all along, and still are, nothing has happened. */
    private static Outcome state(Conversation conversation, Entry entry, Command.MembersStated stated) {
        Set<UUID> in = new HashSet<>();
        for (Command.Stated member : stated.members()) {
            in.add(member.accountId());
            conversation.put(stated(conversation, member));
        }
        Member.Left gone = new Member.Left(conversation.row().headSeq(), entry.rev(), entry.at());
        conversation.activeMembers().stream()
                .filter(account -> !in.contains(account))
                .forEach(account -> change(conversation, account, member -> member.leave(gone)));
        conversation.membership(stated.version(), stated.open(), stated.name());
        return silently(conversation, entry);
    }

    /** Who wasn't in reads what comes; each of two reads everything. */
    private static Member stated(Conversation conversation, Command.Stated stated) {
        Member known = conversation.member(stated.accountId());
        Member member = known != null && known.isActive()
                ? known
                : Member.joined(
                        stated.accountId(), stated.role(), conversation.isDirect() ? 1 : conversation.nextSeq());
        return member.as(stated.role()).muted(stated.mutedUntil());
    }

    private static void change(Conversation conversation, UUID accountId, UnaryOperator<Member> change) {
        Member member = conversation.member(accountId);
        if (member != null && member.isActive()) {
            conversation.put(change.apply(member));
        }
    }

    private static void same(Conversation conversation, long version) {
        conversation.membership(
                version, conversation.row().writable(), conversation.row().name());
    }

    private static int seconds(Duration duration) {
        return Math.clamp(duration.plusMillis(999).toSeconds(), 1, Integer.MAX_VALUE);
    }

    private static Outcome silently(Conversation conversation, Entry entry) {
        conversation.advance(entry.rev(), entry.at(), conversation.row().headSeq());
        return new Outcome.Changed();
    }

    private static Outcome say(
            Conversation conversation,
            Entry entry,
            String event,
            UUID by,
            List<UUID> accountIds,
            @Nullable String name) {
        return SystemMessages.say(
                conversation, entry, new Content.SystemEvent(event, by, accountIds, name, null), List.of());
    }
}
