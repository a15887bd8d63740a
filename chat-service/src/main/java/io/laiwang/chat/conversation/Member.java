package io.laiwang.chat.conversation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account in a conversation, or one that was.
 *
 * @param fromSeq the first message that it may read
 * @param toSeq the last one, once it has left
 */
public record Member(
        UUID accountId, Role role, long fromSeq, @Nullable Long toSeq, long readSeq, long receivedSeq) {

    /** As group-service knows it. */
    public enum Role {
        OWNER,
        ADMIN,
        MEMBER
    }

    static Member joined(UUID accountId, Role role, long fromSeq) {
        return new Member(accountId, role, fromSeq, null, fromSeq - 1, fromSeq - 1);
    }

    public boolean isActive() {
        return toSeq == null;
    }

    boolean mayMentionAll() {
        return role != Role.MEMBER;
    }

    boolean mayRead(long seq) {
        return seq >= fromSeq && (toSeq == null || seq <= toSeq);
    }

    Member left(long atSeq) {
        return new Member(accountId, Role.MEMBER, fromSeq, atSeq, readSeq, receivedSeq);
    }

    /** Reading implies having received. */
    Member read(long seq) {
        return new Member(accountId, role, fromSeq, toSeq, seq, Math.max(seq, receivedSeq));
    }

    Member received(long seq) {
        return new Member(accountId, role, fromSeq, toSeq, readSeq, seq);
    }
}
