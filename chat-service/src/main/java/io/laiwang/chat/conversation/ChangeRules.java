package io.laiwang.chat.conversation;

import io.laiwang.chat.message.Reactions;
import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Recall, edit and reactions. Windows are counted between two times of the log. A message whose {@code rev} has passed
 * the command was changed by it or after it: it is told as it is, never changed again, and what has become of it since
 * is no reason to refuse what was done.
 */
final class ChangeRules {
    private static final Duration RECALL_WINDOW = Duration.ofMinutes(2);
    private static final Duration EDIT_WINDOW = Duration.ofMinutes(15);
    private static final int MAX_KINDS = 20;

    private ChangeRules() {}

    /** @param stored the message that is to be changed, if there is one */
    static Outcome decide(
            Conversation conversation,
            Member member,
            Entry entry,
            Command.Change change,
            @Nullable StoredMessage stored) {
        if (stored != null && stored.rev() == entry.rev()) {
            return told(conversation, entry, change, stored);
        }
        if (stored == null || !member.isActive() || !member.mayRead(change.seq())) {
            return Outcome.refuse(ProblemCode.NOT_FOUND);
        }
        Outcome refused = refusal(conversation, member, entry, change, stored);
        if (refused != null) {
            return refused;
        }
        if (isPassed(entry, stored)) {
            return told(conversation, entry, change, stored);
        }
        StoredMessage after = after(entry, change, stored);
        if (after.equals(stored)) {
            return new Outcome.Unaltered(stored);
        }
        return entry.rev() <= conversation.rev()
                // decided before and not done, so it was refused
                ? Outcome.refuse(ProblemCode.FORBIDDEN)
                : told(conversation, entry, change, after);
    }

    /** Whether the message has been changed again after this command, which is decided once more. */
    private static boolean isPassed(Entry entry, StoredMessage stored) {
        return stored.rev() > entry.rev();
    }

    /** A tombstone is changed no more: one that has passed the command was alive when it came. */
    private static boolean wasLive(Entry entry, StoredMessage stored) {
        return stored.isLive() || isPassed(entry, stored);
    }

    private static Outcome told(Conversation conversation, Entry entry, Command.Change change, StoredMessage message) {
        if (entry.rev() > conversation.rev()) {
            conversation.alter(entry.rev(), message.seq());
        }
        return new Outcome.Altered(message, change, conversation.readers(message.seq()));
    }

    private static @Nullable Outcome refusal(
            Conversation conversation, Member member, Entry entry, Command.Change change, StoredMessage stored) {
        Outcome closed = conversation.closed();
        if (closed != null) {
            return closed;
        }
        return switch (change) {
            case Command.Recall _ -> recallRefusal(member, entry, stored);
            case Command.Edit _ -> editRefusal(member, entry, stored);
            case Command.React react -> reactRefusal(member, entry, react, stored);
        };
    }

    /** One who is muted may still take back what it said. */
    private static @Nullable Outcome recallRefusal(Member member, Entry entry, StoredMessage stored) {
        Message message = stored.message();
        boolean mine = member.accountId().equals(message.senderId());
        boolean leads = member.role().leads() && message.senderId() != null;
        if (!mine && !leads) {
            return refuse("Only its sender, or who leads the group, can recall a message.");
        }
        boolean late = wasLive(entry, stored) && isPast(message.sentAt(), RECALL_WINDOW, entry);
        return late && !leads ? Outcome.refuse(ProblemCode.RECALL_WINDOW_PASSED) : null;
    }

    private static @Nullable Outcome editRefusal(Member member, Entry entry, StoredMessage stored) {
        if (!member.accountId().equals(stored.message().senderId())) {
            return refuse("Only its sender can edit a message.");
        }
        if (!wasLive(entry, stored)) {
            return refuse("The message is there no more.");
        }
        if (stored.isLive() && !(stored.message().content() instanceof Content.Text)) {
            return Outcome.invalid("content.type", "can't take the place of something else than a text");
        }
        if (member.isMuted(entry.at())) {
            return Outcome.refuse(ProblemCode.MUTED);
        }
        return isPast(stored.message().sentAt(), EDIT_WINDOW, entry)
                ? Outcome.refuse(ProblemCode.EDIT_WINDOW_PASSED)
                : null;
    }

    private static @Nullable Outcome reactRefusal(
            Member member, Entry entry, Command.React react, StoredMessage stored) {
        if (member.isMuted(entry.at())) {
            return Outcome.refuse(ProblemCode.MUTED);
        }
        if (react.on() && !wasLive(entry, stored)) {
            return refuse("The message is there no more.");
        }
        Reactions reactions = stored.reactions();
        boolean tooMany =
                react.on() && !reactions.has(react.emoji()) && reactions.kinds().size() >= MAX_KINDS;
        return tooMany ? Outcome.refuse(ProblemCode.TOO_MANY_REACTIONS) : null;
    }

    private static StoredMessage after(Entry entry, Command.Change change, StoredMessage stored) {
        return switch (change) {
            case Command.Recall _ -> stored.isLive() ? stored.tombstone(Message.State.RECALLED, entry.rev()) : stored;
            case Command.Edit edit -> stored.edited(edit.content(), entry.rev(), entry.at());
            case Command.React react -> react(entry, react, stored);
        };
    }

    private static StoredMessage react(Entry entry, Command.React react, StoredMessage stored) {
        Reactions reactions = stored.reactions();
        if (reactions.has(react.emoji(), react.accountId()) == react.on()) {
            return stored;
        }
        Reactions changed = react.on()
                ? reactions.with(react.emoji(), react.accountId())
                : reactions.without(react.emoji(), react.accountId());
        return stored.reacted(changed, entry.rev());
    }

    private static boolean isPast(Instant sentAt, Duration window, Entry entry) {
        return entry.at().isAfter(sentAt.plus(window));
    }

    private static Outcome refuse(String why) {
        return new Outcome.Refused(Problem.of(ProblemCode.FORBIDDEN, why));
    }
}
