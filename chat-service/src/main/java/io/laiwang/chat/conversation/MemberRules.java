package io.laiwang.chat.conversation;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.ProblemCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What members may do, and what comes of it. Decides from the log alone, so that deciding again decides the same. */
final class MemberRules {
    private MemberRules() {}

    static Outcome decide(@Nullable Conversation conversation, Entry entry, Command.ByMember command) {
        Member member = conversation == null ? null : conversation.member(command.accountId());
        if (conversation == null || member == null) {
            return Outcome.refuse(ProblemCode.NOT_FOUND);
        }
        return switch (command) {
            case Command.Send send -> say(conversation, member, entry, send);
            case Command.Read read -> read(conversation, member, entry, read.seq());
            case Command.TimerChanged changed -> SealedRules.setTimer(conversation, member, entry, changed);
            case Command.Received received -> receive(conversation, member, entry, received.seq());
        };
    }

    private static Outcome say(Conversation conversation, Member member, Entry entry, Command.Send send) {
        Outcome refused = refusal(conversation, member, entry, send);
        return refused == null ? accept(conversation, entry, send) : refused;
    }

    /** Why a message that was decided before isn't stored, as far as it can still be told. */
    static Outcome refusedBefore(Conversation conversation, Entry entry, Command.Send send) {
        Member member = conversation.member(send.accountId());
        Outcome refused =
                member == null ? Outcome.refuse(ProblemCode.NOT_FOUND) : refusal(conversation, member, entry, send);
        return refused == null ? Outcome.refuse(ProblemCode.FORBIDDEN) : refused;
    }

    private static @Nullable Outcome refusal(Conversation conversation, Member member, Entry entry, Command.Send send) {
        if (!member.isActive()) {
            return Outcome.refuse(ProblemCode.NOT_FOUND);
        }
        if (!conversation.row().writable()) {
            return Outcome.refuse(conversation.isDirect() ? ProblemCode.NOT_CONTACTS : ProblemCode.CONVERSATION_CLOSED);
        }
        if (member.isMuted(entry.at())) {
            return Outcome.refuse(ProblemCode.MUTED);
        }
        Long replyTo = send.replyTo();
        if (replyTo != null && (replyTo > conversation.row().headSeq() || !member.mayRead(replyTo))) {
            return Outcome.invalid("replyTo", "is not a message that you can read");
        }
        for (int i = 0; i < send.mentions().size(); i++) {
            if (!mayMention(conversation, member, send.mentions().get(i))) {
                return Outcome.invalid("mentions[%d]".formatted(i), "is not a member that you can mention");
            }
        }
        return SealedRules.refusal(conversation, send.content());
    }

    private static Outcome accept(Conversation conversation, Entry entry, Command.Send send) {
        Message message = Message.live(
                conversation.id(),
                conversation.nextSeq(),
                entry.rev(),
                send.id(),
                send.accountId(),
                entry.at(),
                SealedRules.dated(conversation, entry.at(), send.content()),
                send.replyTo(),
                send.mentions());
        conversation.advance(entry.rev(), entry.at(), message.seq());
        return new Outcome.Said(message, conversation.activeMembers());
    }

    private static boolean mayMention(Conversation conversation, Member member, String mention) {
        if (mention.equals("all")) {
            return member.role().leads();
        }
        Member mentioned = conversation.member(UUID.fromString(mention));
        return mentioned != null && mentioned.isActive();
    }

    private static Outcome read(Conversation conversation, Member member, Entry entry, long wanted) {
        long seq = cut(conversation, member, wanted);
        if (seq <= member.readSeq()) {
            return new Outcome.Unchanged(member.readSeq());
        }
        conversation.put(member.read(seq));
        return moved(conversation, member, entry, true, seq);
    }

    private static Outcome receive(Conversation conversation, Member member, Entry entry, long wanted) {
        long seq = cut(conversation, member, wanted);
        if (seq <= member.receivedSeq()) {
            return new Outcome.Unchanged(member.receivedSeq());
        }
        conversation.put(member.received(seq));
        return moved(conversation, member, entry, false, seq);
    }

    private static Outcome moved(Conversation conversation, Member member, Entry entry, boolean read, long seq) {
        conversation.advance(entry.rev(), entry.at(), conversation.row().headSeq());
        return mark(conversation, member, read, seq);
    }

    /** Where a mark is now, for who may not have been told. */
    static Outcome tellMark(Conversation conversation, UUID accountId, boolean read) {
        Member member = conversation.member(accountId);
        return member == null
                ? Outcome.refuse(ProblemCode.NOT_FOUND)
                : mark(conversation, member, read, read ? member.readSeq() : member.receivedSeq());
    }

    /** In a direct conversation both see each other's marks; in a group the reader's own devices keep in step. */
    private static Outcome mark(Conversation conversation, Member member, boolean read, long seq) {
        List<UUID> told = conversation.isDirect() ? conversation.activeMembers() : List.of(member.accountId());
        return new Outcome.Moved(member.accountId(), read, seq, told);
    }

    private static long cut(Conversation conversation, Member member, long seq) {
        Long left = member.toSeq();
        return Math.min(seq, left == null ? conversation.row().headSeq() : left);
    }
}
