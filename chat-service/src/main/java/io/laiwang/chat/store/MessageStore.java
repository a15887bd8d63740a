package io.laiwang.chat.store;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.message.StoredMessage;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the sequencer needs of a store. Reads see every write that was acknowledged. */
public interface MessageStore {
    /** How a command names a message. */
    sealed interface MessageKey {
        UUID conversationId();

        /** By its sender's id. */
        record ById(UUID conversationId, UUID id) implements MessageKey {}

        record BySeq(UUID conversationId, long seq) implements MessageKey {}
    }

    /**
     * What a batch changes.
     *
     * @param messages new ones, in order within each conversation
     * @param changed others, each once, as they are now
     * @param conversations those that any of it belongs to
     */
    record Batch(
            List<StoredMessage> messages, Collection<StoredMessage> changed, Collection<Conversation> conversations) {}

    /** Those that exist, with all their members. */
    Uni<Map<UUID, Conversation>> conversations(Collection<UUID> ids);

    /** Those that are stored. */
    Uni<Map<MessageKey, StoredMessage>> messages(Collection<MessageKey> keys);

    /** Of a conversation what lies between, both ends included. */
    record Stretch(UUID conversationId, long fromSeq, long toSeq) {}

    /** One who sent the message at {@code seq}. */
    record Sender(UUID conversationId, long seq, UUID accountId) {}

    /** Of the live messages of some stretches; what the server says has none. */
    Uni<List<Sender>> senders(Collection<Stretch> stretches);

    /**
     * Writes durably, in the order of the batch; a message is changed only where its stored rev is lower. Fails with
     * {@link Conflict} when a seq or an id is taken or a message or a conversation has moved on: then what the caller
     * believed isn't so, and it reads again.
     */
    Uni<Void> write(Batch batch);
}
