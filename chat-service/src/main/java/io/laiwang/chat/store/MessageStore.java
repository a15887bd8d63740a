package io.laiwang.chat.store;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.contracts.Message;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the sequencer needs of a store. Reads see every write that was acknowledged. */
public interface MessageStore {
    /** A message by its sender's id. */
    record MessageKey(UUID conversationId, UUID id) {}

    /** What is left of a disappearing message: its content is null from {@code rev} on. */
    record Tombstone(UUID conversationId, long seq, long rev) {}

    /**
     * What a batch changes: messages in order within each conversation, those that have burned (where the stored rev is
     * lower), then the conversations themselves.
     */
    record Batch(List<Message> messages, List<Tombstone> burned, Collection<Conversation> conversations) {
        public Batch(List<Message> messages, Collection<Conversation> conversations) {
            this(messages, List.of(), conversations);
        }
    }

    /** Those that exist, with all their members. */
    Uni<Map<UUID, Conversation>> conversations(Collection<UUID> ids);

    /** Those that are stored. */
    Uni<Map<MessageKey, Message>> messages(Collection<MessageKey> keys);

    /**
     * Writes durably. Fails with {@link Conflict} when a seq or an id is taken or a conversation has moved on: then
     * what the caller believed isn't so, and it reads again.
     */
    Uni<Void> write(Batch batch);
}
