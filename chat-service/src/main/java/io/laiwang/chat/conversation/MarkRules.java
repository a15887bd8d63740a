package io.laiwang.chat.conversation;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.ProblemCode;
import java.util.List;
import java.util.UUID;

/** What a member notes for itself: how far it has read and received, and how it sees the conversation. */
final class MarkRules {
    private MarkRules() {}

    static Outcome read(Conversation conversation, Member member, Entry entry, long wanted) {
        long seq = cut(conversation, member, wanted);
        if (seq <= member.readSeq()) {
            return new Outcome.Unchanged(member.readSeq());
        }
        conversation.read(entry.rev(), member.read(seq));
        return moved(conversation, member, true, member.readSeq(), seq);
    }

    static Outcome receive(Conversation conversation, Member member, Entry entry, long wanted) {
        long seq = cut(conversation, member, wanted);
        if (seq <= member.receivedSeq()) {
            return new Outcome.Unchanged(member.receivedSeq());
        }
        conversation.received(entry.rev(), member.received(seq));
        return moved(conversation, member, false, member.receivedSeq(), seq);
    }

    /** Where a mark is now, for who may not have been told. */
    static Outcome tellMark(Conversation conversation, UUID accountId, boolean read) {
        Member member = conversation.member(accountId);
        if (member == null) {
            return Outcome.refuse(ProblemCode.NOT_FOUND);
        }
        long seq = read ? member.readSeq() : member.receivedSeq();
        return moved(conversation, member, read, member.fromSeq() - 1, seq);
    }

    static Outcome settle(Conversation conversation, Member member, Entry entry, Command.ChangeSettings change) {
        Member.Settings before = member.settings();
        Member.Settings after = new Member.Settings(
                change.pinned() == null ? before.pinned() : change.pinned(),
                change.muted() == null ? before.muted() : change.muted());
        if (!after.equals(before)) {
            conversation.settle(entry.rev(), member.settled(after));
        }
        return tellSettings(conversation, member.accountId());
    }

    /** Also when they are as they were: telling them again harms nobody. */
    static Outcome tellSettings(Conversation conversation, UUID accountId) {
        Member member = conversation.member(accountId);
        return member == null
                ? Outcome.refuse(ProblemCode.NOT_FOUND)
                : new Outcome.Settled(accountId, member.settings());
    }

    /** In a direct conversation both see each other's marks; in a group the reader's own devices keep in step. */
    private static Outcome moved(Conversation conversation, Member member, boolean read, long from, long seq) {
        List<UUID> told = conversation.isDirect() ? conversation.activeMembers() : List.of(member.accountId());
        return new Outcome.Moved(member.accountId(), read, from, seq, told);
    }

    private static long cut(Conversation conversation, Member member, long seq) {
        Long left = member.toSeq();
        return Math.min(seq, left == null ? conversation.row().headSeq() : left);
    }
}
