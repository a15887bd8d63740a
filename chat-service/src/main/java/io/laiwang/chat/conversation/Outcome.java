package io.laiwang.chat.conversation;

import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a command came to. */
public sealed interface Outcome {
    /** A new message for these accounts. */
    record Said(StoredMessage stored, List<UUID> recipients) implements Outcome {
        public Message message() {
            return stored.message();
        }
    }

    /** The message was there already: nothing changes, it is answered again. */
    record SaidBefore(StoredMessage stored) implements Outcome {
        public Message message() {
            return stored.message();
        }
    }

    /** A message is now another. */
    sealed interface OfMessage extends Outcome {
        StoredMessage stored();
    }

    /** By the doing of one of its members; {@code recipients} learn of it. */
    record Altered(StoredMessage stored, Command.Change change, List<UUID> recipients) implements OfMessage {}

    /** The message is as it was wanted already. */
    record Unaltered(StoredMessage stored) implements Outcome {}

    /** A read mark or a receipt that moved {@code from} a seq to another; {@code recipients} learn of it. */
    record Moved(UUID accountId, boolean read, long from, long seq, List<UUID> recipients) implements Outcome {}

    /** Somebody opened a disappearing message: its sender learns of it. */
    record Opened(long seq, UUID accountId, UUID senderId) implements Outcome {}

    /** A disappearing message is a tombstone. */
    record Burned(StoredMessage stored, List<UUID> recipients) implements OfMessage {}
    /** What the account's own devices are told. */
    record Settled(UUID accountId, Member.Settings settings) implements Outcome {}

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
