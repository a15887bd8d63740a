package io.laiwang.chat.conversation;

import io.laiwang.contracts.Message;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a command came to. */
public sealed interface Outcome {
    /** A new message for these accounts. */
    record Said(Message message, List<UUID> recipients) implements Outcome {}

    /** The message was there already: nothing changes, it is answered again. */
    record SaidBefore(Message message) implements Outcome {}

    /** A read mark or a receipt that moved; {@code recipients} learn of it. */
    record Moved(UUID accountId, boolean read, long seq, List<UUID> recipients) implements Outcome {}

    /** Somebody opened a disappearing message: its sender learns of it. */
    record Opened(long seq, UUID accountId, UUID senderId) implements Outcome {}

    /** A disappearing message is a tombstone from {@code rev} on. */
    record Burned(long seq, long rev, List<UUID> recipients) implements Outcome {}

    /** A change that no client is told about by a frame. */
    record Changed() implements Outcome {}

    /** Nothing to do: a mark that doesn't move, an event that was passed already. */
    record Unchanged(@Nullable Long seq) implements Outcome {}

    record Refused(Problem problem) implements Outcome {}

    static Outcome refuse(ProblemCode code) {
        return new Refused(Problem.of(code));
    }

    static Outcome invalid(String field, String message) {
        return new Refused(Problem.invalid(field, message));
    }
}
