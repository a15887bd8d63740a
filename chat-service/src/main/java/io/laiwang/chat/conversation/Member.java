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
 * @param left none while it is in
 * @param settings how it sees the conversation in its own list
 */
public record Member(
        UUID accountId,
        GroupRole role,
        @Nullable Instant mutedUntil,
        long fromSeq,
        @Nullable Left left,
        long readSeq,
        long receivedSeq,
        Settings settings) {

    public record Settings(boolean pinned, boolean muted) {
        public static final Settings NONE = new Settings(false, false);
    }

    /**
     * What the conversation stays for one who has left.
     *
     * @param seq of the message that says so, the last one that it may read
     * @param rev of the last change of what it may read
     * @param at when it left
     */
    public record Left(long seq, long rev, Instant at) {}

    static Member joined(UUID accountId, GroupRole role, long fromSeq) {
        return new Member(accountId, role, null, fromSeq, null, fromSeq - 1, fromSeq - 1, Settings.NONE);
    }

    /** The last message that it may read, once it has left. */
    public @Nullable Long toSeq() {
        return left == null ? null : left.seq();
    }

    public boolean isActive() {
        return left == null;
    }

    /** @param at the record's time on the log, so that deciding again decides the same */
    public boolean isMuted(Instant at) {
        return mutedUntil != null && at.isBefore(mutedUntil);
    }

    public boolean mayRead(long seq) {
        return seq >= fromSeq && (left == null || seq <= left.seq());
    }

    Member as(GroupRole newRole) {
        return new Member(accountId, newRole, mutedUntil, fromSeq, left, readSeq, receivedSeq, settings);
    }

    Member muted(@Nullable Instant until) {
        return new Member(accountId, role, until, fromSeq, left, readSeq, receivedSeq, settings);
    }

    Member leave(Left with) {
        return new Member(accountId, GroupRole.MEMBER, null, fromSeq, with, readSeq, receivedSeq, settings);
    }

    /** What it may still read has changed. */
    Member sees(long rev) {
        return left == null ? this : leave(new Left(left.seq(), rev, left.at()));
    }

    /** Reading implies having received. */
    Member read(long seq) {
        return new Member(accountId, role, mutedUntil, fromSeq, left, seq, Math.max(seq, receivedSeq), settings);
    }

    Member received(long seq) {
        return new Member(accountId, role, mutedUntil, fromSeq, left, readSeq, seq, settings);
    }

    Member settled(Settings changed) {
        return new Member(accountId, role, mutedUntil, fromSeq, left, readSeq, receivedSeq, changed);
    }
}
