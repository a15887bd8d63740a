package io.laiwang.chat.conversation;

import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Command;
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
            case Command.Read _, Command.Received _, Command.Change _, Command.ChangeSettings _, Command.OfSealed _ ->
                null;
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
            case Command.MembersStated o -> Conversation.create(o.conversationId(), kind(o), o.groupId(), o.name());
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

    private static Conversation.Kind kind(Command.MembersStated stated) {
        return stated.groupId() == null ? Conversation.Kind.DIRECT : Conversation.Kind.GROUP;
    }

    /**
     * @param stored the message that a {@link Command.Change} or a {@link Command.Burned} is about; else what is stored under {@link #messageId},
     *     as far as it was looked up
     */
    public static Outcome decide(@Nullable Conversation conversation, Entry entry, @Nullable StoredMessage stored) {
        if (entry.command() instanceof Command.Change change) {
            return MemberRules.decide(conversation, entry, change, stored);
        }
        if (entry.command() instanceof Command.OfSealed command) {
            return conversation == null
                    ? new Outcome.Unchanged(null)
                    : SealedRules.tell(conversation, entry, command, stored);
        }
        if (conversation != null && entry.rev() <= conversation.rev()) {
            return again(conversation, entry, stored);
        }
        if (conversation != null && stored != null) {
            return present(conversation, entry, stored);
        }
        return switch (entry.command()) {
            case Command.ByMember command -> MemberRules.decide(conversation, entry, command, null);
            case Command.OfSealed _ -> throw new IllegalStateException("told above");
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
    private static Outcome again(Conversation conversation, Entry entry, @Nullable StoredMessage stored) {
        if (stored != null) {
            return stored.sentRev() == entry.rev() ? told(conversation, stored) : repeated(entry, stored);
        }
        return switch (entry.command()) {
            case Command.Send send -> SendRules.refusedBefore(conversation, entry, send);
            case Command.Read read -> MarkRules.tellMark(conversation, read.accountId(), true);
            case Command.Received received -> MarkRules.tellMark(conversation, received.accountId(), false);
            case Command.ChangeSettings change -> MarkRules.tellSettings(conversation, change.accountId());
            case Command.TimerChanged changed -> SealedRules.timerRefusedBefore(conversation, changed);
            case Command.Change _, Command.OfSealed _ ->
                throw new IllegalStateException("what changes a message knows by itself what was done");
            case Command.Membership _ -> new Outcome.Unchanged(null);
        };
    }

    /** The id is taken: by this very command in a batch that was cut short, or by an earlier one. */
    private static Outcome present(Conversation conversation, Entry entry, StoredMessage stored) {
        if (stored.sentRev() != entry.rev()) {
            return repeated(entry, stored);
        }
        Outcome decided = decide(conversation, entry, null);
        return decided instanceof Outcome.Said ? told(conversation, stored) : decided;
    }

    private static Outcome repeated(Entry entry, StoredMessage stored) {
        boolean same = entry.command() instanceof Command.Send send
                && send.accountId().equals(stored.message().senderId());
        return same ? new Outcome.SaidBefore(stored) : Outcome.refuse(ProblemCode.ID_TAKEN);
    }

    /** To those who may read it: others may have come and gone since. */
    private static Outcome told(Conversation conversation, StoredMessage stored) {
        return new Outcome.Said(stored, conversation.readers(stored.seq()));
    }
}
