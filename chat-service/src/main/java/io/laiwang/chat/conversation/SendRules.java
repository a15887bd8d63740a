package io.laiwang.chat.conversation;

import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.ProblemCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may say what. */
final class SendRules {
    private SendRules() {}

    static Outcome decide(Conversation conversation, Member member, Entry entry, Command.Send send) {
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
        Outcome closed = conversation.closed();
        if (closed != null) {
            return closed;
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
        return new Outcome.Said(StoredMessage.sent(message), conversation.activeMembers());
    }

    private static boolean mayMention(Conversation conversation, Member member, String mention) {
        if (mention.equals("all")) {
            return member.role().leads();
        }
        Member mentioned = conversation.member(UUID.fromString(mention));
        return mentioned != null && mentioned.isActive();
    }
}
