package io.laiwang.chat.conversation;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.UuidV7;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who comes and goes, as group-service says. What a version has passed already is dropped. */
final class MembershipRules {
    private MembershipRules() {}

    static Outcome decide(Conversation conversation, Entry entry, Command.Membership command) {
        if (command.version() <= conversation.row().version()) {
            return new Outcome.Unchanged(null);
        }
        return switch (command) {
            case Command.DirectOpened opened -> openDirect(conversation, entry, opened);
            case Command.DirectClosed closed -> closeDirect(conversation, entry, closed);
            case Command.GroupOpened opened -> openGroup(conversation, entry, opened);
            case Command.GroupRenamed renamed -> rename(conversation, entry, renamed);
            case Command.GroupClosed closed -> closeGroup(conversation, entry, closed);
            case Command.MembersJoined joined -> join(conversation, entry, joined);
            case Command.MemberLeft left -> leave(conversation, entry, left);
        };
    }

    /** The id of what the server says at a place on the log: the same one when it is decided again. */
    static UUID systemId(UUID conversationId, Entry entry) {
        return UuidV7.of(
                entry.at().toEpochMilli(),
                entry.rev() ^ conversationId.getMostSignificantBits(),
                Long.rotateLeft(entry.rev(), 32) ^ conversationId.getLeastSignificantBits());
    }

    private static Outcome openDirect(Conversation conversation, Entry entry, Command.DirectOpened opened) {
        for (UUID account : List.of(opened.accountId(), opened.contactId())) {
            if (conversation.member(account) == null) {
                conversation.put(Member.joined(account, Member.Role.MEMBER, 1));
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
            Member.Role role = account.equals(opened.ownerId()) ? Member.Role.OWNER : Member.Role.MEMBER;
            conversation.put(Member.joined(account, role, 1));
        }
        conversation.membership(opened.version(), true, opened.name());
        return say(
                conversation, entry, "group-created", opened.ownerId(), opened.memberIds(), opened.name(), List.of());
    }

    private static Outcome rename(Conversation conversation, Entry entry, Command.GroupRenamed renamed) {
        conversation.membership(renamed.version(), conversation.row().writable(), renamed.name());
        return say(conversation, entry, "renamed", renamed.by(), List.of(), renamed.name(), List.of());
    }

    private static Outcome closeGroup(Conversation conversation, Entry entry, Command.GroupClosed closed) {
        conversation.membership(closed.version(), false, conversation.row().name());
        return say(conversation, entry, "group-closed", closed.by(), List.of(), null, List.of());
    }

    /** A newcomer reads from the message that announces it. */
    private static Outcome join(Conversation conversation, Entry entry, Command.MembersJoined joined) {
        for (UUID account : joined.accountIds()) {
            conversation.put(Member.joined(account, Member.Role.MEMBER, conversation.nextSeq()));
        }
        same(conversation, joined.version());
        return say(conversation, entry, "member-joined", joined.by(), joined.accountIds(), null, List.of());
    }

    /** One who goes reads up to the message that says so. */
    private static Outcome leave(Conversation conversation, Entry entry, Command.MemberLeft left) {
        Member member = conversation.member(left.accountId());
        if (member != null && member.isActive()) {
            conversation.put(member.left(conversation.nextSeq()));
        }
        same(conversation, left.version());
        List<UUID> gone = List.of(left.accountId());
        return say(conversation, entry, "member-left", left.by(), gone, null, gone);
    }

    private static void same(Conversation conversation, long version) {
        conversation.membership(
                version, conversation.row().writable(), conversation.row().name());
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
            @Nullable String name,
            List<UUID> alsoTo) {
        Content content = new Content.SystemEvent(event, by, accountIds, name, null);
        Message message = Message.live(
                conversation.id(),
                conversation.nextSeq(),
                entry.rev(),
                systemId(conversation.id(), entry),
                null,
                entry.at(),
                content,
                null,
                List.of());
        conversation.advance(entry.rev(), entry.at(), message.seq());
        List<UUID> recipients = new ArrayList<>(conversation.activeMembers());
        recipients.addAll(alsoTo);
        return new Outcome.Said(message, recipients);
    }
}
