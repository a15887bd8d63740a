package io.laiwang.chat.store;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.message.StoredMessage;
import io.laiwang.chat.store.MessageStore.MessageKey;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Message;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What a store has, asked by a test that waits for it. */
public final class Stored {
    public static final Duration PATIENCE = Duration.ofSeconds(10);
    public static final int ALL = 10_000;

    private Stored() {}

    public static <T> T get(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    public static Conversation conversation(MessageStore store, UUID id) {
        return get(store.conversations(List.of(id))).get(id);
    }

    public static Message message(MessageStore store, UUID conversationId, UUID id) {
        MessageKey key = new MessageKey.ById(conversationId, id);
        StoredMessage found = get(store.messages(List.of(key))).get(key);
        return found == null ? null : found.message();
    }

    public static StoredMessage stored(MessageStore store, UUID conversationId, long seq) {
        MessageKey key = new MessageKey.BySeq(conversationId, seq);
        return get(store.messages(List.of(key))).get(key);
    }

    public static List<Message> history(HistoryStore store, UUID conversationId) {
        return get(store.first(conversationId, UUID.randomUUID(), 1, Long.MAX_VALUE, ALL));
    }

    public static List<Long> seqs(List<Message> messages) {
        return messages.stream().map(Message::seq).toList();
    }

    public static List<String> texts(List<Message> messages) {
        return messages.stream()
                .map(m -> m.content() instanceof Content.Text text ? text.text() : "")
                .toList();
    }
}
