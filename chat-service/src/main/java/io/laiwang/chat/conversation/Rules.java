package io.laiwang.chat.conversation;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.ProblemCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one way in: from a conversation's state and a command to what comes of it. No I/O, no clock. */
public final class Rules {
    private Rules() {}

    /** The id under which a command's message would be stored; none for what makes no message. */
    public static @Nullable UUID messageId(Entry entry) {
        return switch (entry.command()) {
            case Command.Send send -> send.id();
            case Command.Read _, Command.Received _, Command.OfSealed _ -> null;
            case Command.TimerChanged changed -> SystemMessages.id(changed.conversationId(), entry);
            case Command.Membership membership -> SystemMessages.id(membership.conversationId(), entry);
        };
    }

    /** The conversation that a command makes where there is none yet. */
    public static @Nullable Conversation opened(Command command) {
        return switch (command) {
            case Command.DirectOpened o ->
                Conversation.create(o.conversationId(), Conversation.Kind.DIRECT, null, null);
            case Command.GroupOpened o ->
                Conversation.create(o.conversationId(), Conversation.Kind.GROUP, o.groupId(), o.name());
            case Command.ByMember _,
                    Command.OfSealed _,
                    Command.DirectClosed _,
                    Command.GroupRenamed _,
                    Command.GroupClosed _,
                    Command.MembersJoined _,
                    Command.MemberLeft _,
                    Command.MemberMuted _,
                    Command.RoleChanged _,
                    Command.OwnerChanged _,
                    Command.GroupAnnounced _ -> null;
        };
    }

    /** @param stored what is stored under {@link #messageId}, as far as it was looked up */
    public static Outcome decide(@Nullable Conversation conversation, Entry entry, @Nullable Message stored) {
        if (conversation != null && entry.rev() <= conversation.rev()) {
            return again(conversation, entry, stored);
        }
        if (conversation != null && stored != null) {
            return present(conversation, entry, stored);
        }
        return switch (entry.command()) {
            case Command.ByMember command -> MemberRules.decide(conversation, entry, command);
            case Command.OfSealed command ->
                conversation == null ? new Outcome.Unchanged(null) : SealedRules.tell(conversation, entry, command);
            case Command.Membership command -> {
                if (conversation == null) {
                    throw new IllegalStateException("an event for a conversation that was never opened");
                }
                yield MembershipRules.decide(conversation, entry, command);
            }
        };
    }

    /**
     * Decided before, by an instance that may have died before it told: what is stored is told again, a message that
     * isn't was refused.
     */
    private static Outcome again(Conversation conversation, Entry entry, @Nullable Message stored) {
        if (stored != null) {
            return stored.rev() == entry.rev() ? told(conversation, stored) : repeated(entry, stored);
        }
        return switch (entry.command()) {
            case Command.Send send -> MemberRules.refusedBefore(conversation, entry, send);
            case Command.Read read -> MemberRules.tellMark(conversation, read.accountId(), true);
            case Command.Received received -> MemberRules.tellMark(conversation, received.accountId(), false);
            case Command.TimerChanged changed -> SealedRules.timerRefusedBefore(conversation, changed);
            case Command.OfSealed command -> SealedRules.tell(conversation, entry, command);
            case Command.Membership _ -> new Outcome.Unchanged(null);
        };
    }

    /** The id is taken: by this very command in a batch that was cut short, or by an earlier one. */
    private static Outcome present(Conversation conversation, Entry entry, Message stored) {
        if (stored.rev() != entry.rev()) {
            return repeated(entry, stored);
        }
        Outcome decided = decide(conversation, entry, null);
        return decided instanceof Outcome.Said said && said.message().seq() != stored.seq()
                ? told(conversation, stored)
                : decided;
    }

    private static Outcome repeated(Entry entry, Message stored) {
        boolean same =
                entry.command() instanceof Command.Send send && send.accountId().equals(stored.senderId());
        return same ? new Outcome.SaidBefore(stored) : Outcome.refuse(ProblemCode.ID_TAKEN);
    }

    /** To those who may read it: others may have come and gone since. */
    private static Outcome told(Conversation conversation, Message stored) {
        return new Outcome.Said(stored, conversation.readers(stored.seq()));
    }
}
