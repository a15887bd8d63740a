package io.laiwang.chat.sealed.sweep;

import io.laiwang.chat.sealed.Cause;
import io.laiwang.chat.sealed.Sealed.Burned;
import io.laiwang.chat.store.MessageStore;
import io.laiwang.chat.store.MessageStore.MessageKey;
import io.laiwang.kit.token.InternalCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Has media-service erase a medium and all that was made of it. */
@Singleton
class MediaEraser {
    private final InternalCalls calls;
    private final MessageStore messages;

    MediaEraser(InternalCalls calls, MessageStore messages) {
        this.calls = calls;
        this.messages = messages;
    }

    /** Fails when it isn't certain. One that isn't there is erased. */
    Uni<Void> erase(Burned burned) {
        return burned.cause() == Cause.UNSENT
                ? isSent(burned).chain(sent -> sent ? Uni.createFrom().voidItem() : ask(burned))
                : ask(burned);
    }

    /** A message that met the end of a timer on its way went plain in the end, and keeps its medium. */
    private Uni<Boolean> isSent(Burned burned) {
        MessageKey key =
                new MessageKey.ById(burned.key().conversationId(), burned.key().messageId());
        return messages.messages(List.of(key)).map(found -> !found.isEmpty());
    }

    private Uni<Void> ask(Burned burned) {
        String path = "/internal/media/%s/sealed/%s"
                .formatted(burned.medium(), burned.key().messageId());
        return calls.delete(calls.services().mediaUrl(), path)
                .invoke(answer -> {
                    if (answer.statusCode() != 204) {
                        throw new IllegalStateException("media-service answered " + answer.statusCode());
                    }
                })
                .replaceWithVoid();
    }
}
