package io.laiwang.chat.conversation;

import io.laiwang.contracts.GroupRole;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account in a conversation, or one that was.
 *
 * @param role as group-service knows it; the two of a direct conversation are members
 * @param mutedUntil a time of the log; what it sends before is refused
 * @param fromSeq the first message that it may read
 * @param toSeq the last one, once it has left
 * @param settings how it sees the conversation in its own list
 */
public record Member(
        UUID accountId,
        GroupRole role,
        @Nullable Instant mutedUntil,
        long fromSeq,
        @Nullable Long toSeq,
        long readSeq,
        long receivedSeq,
        Settings settings) {

    public record Settings(boolean pinned, boolean muted) {
        public static final Settings NONE = new Settings(false, false);
    }

    static Member joined(UUID accountId, GroupRole role, long fromSeq) {
        return new Member(accountId, role, null, fromSeq, null, fromSeq - 1, fromSeq - 1, Settings.NONE);
    }

    public boolean isActive() {
        return toSeq == null;
    }

    /** @param at the record's time on the log, so that deciding again decides the same */
    public boolean isMuted(Instant at) {
        return mutedUntil != null && at.isBefore(mutedUntil);
    }

    public boolean mayRead(long seq) {
        return seq >= fromSeq && (toSeq == null || seq <= toSeq);
    }

    Member as(GroupRole newRole) {
        return new Member(accountId, newRole, mutedUntil, fromSeq, toSeq, readSeq, receivedSeq, settings);
    }

    Member muted(@Nullable Instant until) {
        return new Member(accountId, role, until, fromSeq, toSeq, readSeq, receivedSeq, settings);
    }

    Member left(long atSeq) {
        return new Member(accountId, GroupRole.MEMBER, null, fromSeq, atSeq, readSeq, receivedSeq, settings);
    }

    /** Reading implies having received. */
    Member read(long seq) {
        return new Member(accountId, role, mutedUntil, fromSeq, toSeq, seq, Math.max(seq, receivedSeq), settings);
    }

    Member received(long seq) {
        return new Member(accountId, role, mutedUntil, fromSeq, toSeq, readSeq, seq, settings);
    }

    Member settled(Settings changed) {
        return new Member(accountId, role, mutedUntil, fromSeq, toSeq, readSeq, receivedSeq, changed);
    }
}
