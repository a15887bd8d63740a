package io.laiwang.chat.sealed;

import io.laiwang.chat.sealed.Sealed.Bound;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Message;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells senders who has opened what they sent. */
@Singleton
public class Envelopes {
    private final SealedStore store;

    Envelopes(SealedStore store) {
        this.store = store;
    }

    /** The same messages, with {@code openedBy} where they are the account's own. */
    public Uni<List<Message>> seenBy(UUID accountId, List<Message> messages) {
        List<SealedKey> own = messages.stream()
                .filter(message -> message.content() instanceof Content.Sealed && accountId.equals(message.senderId()))
                .map(message -> new SealedKey(message.conversationId(), accountId, message.id()))
                .toList();
        return own.isEmpty()
                ? Uni.createFrom().item(messages)
                : store.find(own).map(rows -> {
                    Map<UUID, Bound> byId = rows.stream()
                            .map(SealedStore.Row::state)
                            .filter(Bound.class::isInstance)
                            .collect(Collectors.toMap(row -> row.key().messageId(), Bound.class::cast));
                    return messages.stream()
                            .map(message -> with(message, byId.get(message.id()), accountId))
                            .toList();
                });
    }

    private static Message with(Message message, @Nullable Bound row, UUID accountId) {
        return row != null
                        && accountId.equals(message.senderId())
                        && message.content() instanceof Content.Sealed envelope
                ? message.with(envelope.openedBy(row.openedBy()))
                : message;
    }
}
