package io.laiwang.chat.store;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Member;
import io.laiwang.chat.store.MessageStore.MessageKey;
import io.laiwang.contracts.Message;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What readers need of a store. */
public interface HistoryStore {
    /** A conversation as one of its members sees it. */
    record Seat(Conversation.Row conversation, Member member) {
        public long headSeq() {
            Member.Left left = member.left();
            return left == null ? conversation.headSeq() : left.seq();
        }

        public long headRev() {
            Member.Left left = member.left();
            return left == null ? conversation.headRev() : left.rev();
        }

        public Instant updatedAt() {
            Member.Left left = member.left();
            return left == null ? conversation.updatedAt() : left.at();
        }
    }

    /** One line of the list of conversations. */
    record Listed(
            Seat seat,
            @Nullable UUID contactId,
            long unread,
            long mentioned,
            @Nullable Message lastMessage) {
        Listed with(@Nullable Message last) {
            return new Listed(seat, contactId, unread, mentioned, last);
        }
    }

    /** The last line of a page; the next one begins after it. */
    record Position(Instant updatedAt, UUID id) {}

    /** The seconds of a conversation's timer. */
    Uni<Optional<Integer>> timer(UUID conversationId);

    Uni<Optional<Seat>> seat(UUID conversationId, UUID accountId);

    /** Messages as {@code reader} sees them: {@code fromSeq} to {@code toSeq}, both included: the first {@code limit} of them, ascending. */
    Uni<List<Message>> first(UUID conversationId, UUID reader, long fromSeq, long toSeq, int limit);

    /** The last {@code limit} of them, ascending. */
    Uni<List<Message>> last(UUID conversationId, UUID reader, long fromSeq, long toSeq, int limit);

    /** Those of {@code fromSeq} to {@code toSeq} with a higher rev, ascending by rev. */
    Uni<List<Message>> changes(UUID conversationId, UUID reader, long afterRev, long fromSeq, long toSeq, int limit);

    /** Those that are there, in no order. */
    Uni<List<Message>> messages(UUID reader, List<MessageKey.BySeq> keys);

    /**
     * What an account may read of a conversation.
     *
     * @param toSeq none while it is in
     */
    record Window(
            UUID conversationId, long fromSeq, @Nullable Long toSeq) {}

    /** Of those of its conversations in which something was said last. */
    Uni<List<Window>> windows(UUID accountId, int limit);

    /** Newest first; {@code since} is the store's own time. */
    Uni<List<Listed>> list(UUID accountId, @Nullable Instant since, @Nullable Position after, int limit);

    /** The account's first conversation after that id, in the order of the store's ids, which stays the same. */
    Uni<Optional<UUID>> conversationAfter(UUID accountId, UUID after);

    /** The store's own clock. */
    Uni<Instant> now();
}
