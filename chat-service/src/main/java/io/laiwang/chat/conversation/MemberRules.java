package io.laiwang.chat.conversation;

import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.ProblemCode;
import org.jspecify.annotations.Nullable;

/** What members may do, and what comes of it. Decides from the log alone, so that deciding again decides the same. */
final class MemberRules {
    private MemberRules() {}

    /** @param stored the message that a {@link Command.Change} is about */
    static Outcome decide(
            @Nullable Conversation conversation,
            Entry entry,
            Command.ByMember command,
            @Nullable StoredMessage stored) {
        Member member = conversation == null ? null : conversation.member(command.accountId());
        if (conversation == null || member == null) {
            return Outcome.refuse(ProblemCode.NOT_FOUND);
        }
        return switch (command) {
            case Command.Send send -> SendRules.decide(conversation, member, entry, send);
            case Command.Change change -> ChangeRules.decide(conversation, member, entry, change, stored);
            case Command.Read read -> MarkRules.read(conversation, member, entry, read.seq());
            case Command.TimerChanged changed -> SealedRules.setTimer(conversation, member, entry, changed);
            case Command.Received received -> MarkRules.receive(conversation, member, entry, received.seq());
            case Command.ChangeSettings change -> MarkRules.settle(conversation, member, entry, change);
        };
    }
}
