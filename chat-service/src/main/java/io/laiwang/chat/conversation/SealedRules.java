package io.laiwang.chat.conversation;

import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Disappearing messages on the log: the timer, the envelopes, and what is told of them. */
final class SealedRules {
    /** The content of a message that nobody opens goes after this. */
    static final Duration LONGEST = Duration.ofDays(7);

    private SealedRules() {}

    /** What runs a message must be sealed, and what is sealed must run. */
    static @Nullable Outcome refusal(Conversation conversation, Content content) {
        boolean timed = conversation.row().timerSeconds() > 0;
        boolean refused = content instanceof Content.Sealed sealed ? sealed.burn() == null && !timed : timed;
        return refused ? Outcome.refuse(ProblemCode.TIMER_CHANGED) : null;
    }

    /** The envelope as it is stored: with its end, which depends on the log alone. */
    static Content dated(Conversation conversation, Instant sentAt, Content content) {
        if (!(content instanceof Content.Sealed sealed)) {
            return content;
        }
        Duration timer = Duration.ofSeconds(conversation.row().timerSeconds());
        boolean byTimer = !timer.isZero() && (sealed.burn() == null || timer.compareTo(LONGEST) < 0);
        return sealed.until(sentAt.plus(byTimer ? timer : LONGEST));
    }

    static Outcome setTimer(Conversation conversation, Member member, Entry entry, Command.TimerChanged changed) {
        Outcome refused = timerRefusal(conversation, member);
        if (refused != null) {
            return refused;
        }
        if (conversation.row().timerSeconds() == changed.seconds()) {
            return new Outcome.Unchanged(null);
        }
        conversation.timer(changed.seconds());
        return SystemMessages.say(
                conversation,
                entry,
                new Content.SystemEvent("timer-changed", changed.accountId(), List.of(), null, changed.seconds()),
                List.of());
    }

    /** Why a timer that was decided before isn't the conversation's, as far as it can still be told. */
    static Outcome timerRefusedBefore(Conversation conversation, Command.TimerChanged changed) {
        Member member = conversation.member(changed.accountId());
        Outcome refused = member == null ? Outcome.refuse(ProblemCode.NOT_FOUND) : timerRefusal(conversation, member);
        return refused == null ? new Outcome.Unchanged(null) : refused;
    }

    private static @Nullable Outcome timerRefusal(Conversation conversation, Member member) {
        if (!member.isActive()) {
            return Outcome.refuse(ProblemCode.NOT_FOUND);
        }
        Outcome closed = conversation.closed();
        if (closed != null) {
            return closed;
        }
        boolean may = conversation.isDirect() || member.role().leads();
        return may ? null : Outcome.refuse(ProblemCode.FORBIDDEN);
    }

    /**
     * Decided where the content was kept, so there is nothing to refuse. A tombstone is a change like any other.
     *
     * @param stored the message that has burned
     */
    static Outcome tell(
            Conversation conversation, Entry entry, Command.OfSealed command, @Nullable StoredMessage stored) {
        return switch (command) {
            case Command.Opened opened -> new Outcome.Opened(opened.seq(), opened.accountId(), opened.senderId());
            case Command.Burned _ -> stored == null ? new Outcome.Unchanged(null) : burn(conversation, entry, stored);
        };
    }

    private static Outcome burn(Conversation conversation, Entry entry, StoredMessage stored) {
        boolean done = !stored.isLive() || stored.rev() >= entry.rev();
        if (entry.rev() > conversation.rev()) {
            conversation.alter(entry.rev(), stored.seq());
        }
        return new Outcome.Burned(
                done ? stored : stored.tombstone(Message.State.BURNED, entry.rev()),
                conversation.readers(stored.seq()));
    }
}
