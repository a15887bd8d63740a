package io.laiwang.chat.log;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.store.MessageStore;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The conversations worked last, at most so many; a batch loads what it misses. Used by one batch at a time. */
final class ConversationCache {
    private final MessageStore store;
    private final int max;
    private final LinkedHashMap<UUID, Conversation> cached = new LinkedHashMap<>(16, 0.75f, true);

    ConversationCache(MessageStore store, int max) {
        this.store = store;
        this.max = max;
    }

    /** Nothing is dropped while a batch is in hand, so all of it stays until {@link #trim}. */
    Uni<Void> load(Collection<UUID> ids) {
        List<UUID> missing =
                ids.stream().filter(id -> !cached.containsKey(id)).distinct().toList();
        return missing.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.conversations(missing).invoke(cached::putAll).replaceWithVoid();
    }

    @Nullable
    Conversation get(UUID id) {
        return cached.get(id);
    }

    void put(Conversation conversation) {
        cached.put(conversation.id(), conversation);
    }

    void drop(Collection<UUID> ids) {
        ids.forEach(cached::remove);
    }

    void clear() {
        cached.clear();
    }

    void trim() {
        var eldest = cached.entrySet().iterator();
        for (int surplus = cached.size() - max; surplus > 0; surplus--) {
            eldest.next();
            eldest.remove();
        }
    }
}
