package io.laiwang.chat.sealed;

import io.laiwang.chat.sealed.Sealed.Unbound;
import io.laiwang.chat.sealed.key.ContentKeys;
import io.laiwang.chat.store.HistoryStore;
import io.laiwang.chat.store.HistoryStore.Seat;
import io.laiwang.chat.store.MessageStore;
import io.laiwang.chat.store.MessageStore.MessageKey;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Message;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Keeps what the gateway hands over, and opens it to whom it is for, as long as it is. */
@Singleton
class SealedMessages {
    private final SealedStore store;
    private final MessageStore messages;
    private final HistoryStore history;
    private final ContentKeys keys;
    private final Opener opener;
    private final Clock clock;

    SealedMessages(
            SealedStore store,
            MessageStore messages,
            HistoryStore history,
            ContentKeys keys,
            Opener opener,
            Clock clock) {
        this.store = store;
        this.messages = messages;
        this.history = history;
        this.keys = keys;
        this.opener = opener;
        this.clock = clock;
    }

    /** Only for members, and only for an id that is no message yet; a repeat changes nothing. */
    Uni<Void> keep(SealedKey key, Content content) {
        return seat(key.conversationId(), key.senderId()).chain(seat -> {
            MessageKey id = new MessageKey.ById(key.conversationId(), key.messageId());
            return messages.messages(List.of(id))
                    .chain(found -> found.isEmpty()
                            ? add(key, content, seat.conversation().timerSeconds())
                            : Uni.createFrom().voidItem());
        });
    }

    private Uni<Void> add(SealedKey key, Content content, int timerSeconds) {
        Unbound row = Unbound.of(key, content.medium(), timerSeconds, clock.instant());
        return keys.seal(Json.bytes(content), key.bytes())
                .chain(secret -> store.add(row, secret))
                .replaceWithVoid();
    }

    /** Fails with {@code message-gone} at and after the deadline, and with a 404 for what isn't theirs to see. */
    Uni<Opener.Opened> open(UUID conversationId, UUID accountId, long seq) {
        return seat(conversationId, accountId)
                .chain(seat -> message(seat, seq))
                .invoke(SealedMessages::refuseOthers)
                .chain(message -> opener.open(conversationId, accountId, seq));
    }

    /** Of a disappearing message that the account may read, and isn't its own. */
    Uni<UUID> sender(UUID conversationId, UUID accountId, long seq) {
        return seat(conversationId, accountId)
                .chain(seat -> message(seat, seq))
                .invoke(SealedMessages::refuseOthers)
                .map(message -> Objects.requireNonNull(message.senderId()))
                .invoke(sender -> {
                    if (sender.equals(accountId)) {
                        throw Refused.notFound();
                    }
                });
    }

    /** The seconds of a conversation's timer; 0 also where there is no such conversation yet. */
    Uni<Integer> timer(UUID conversationId) {
        return history.timer(conversationId).map(seconds -> seconds.orElse(0));
    }

    /** One who has left no longer counts. */
    private Uni<Seat> seat(UUID conversationId, UUID accountId) {
        return history.seat(conversationId, accountId)
                .map(found -> found.filter(seat -> seat.member().isActive()).orElseThrow(Refused::notFound));
    }

    private Uni<Message> message(Seat seat, long seq) {
        boolean readable = seq >= seat.member().fromSeq() && seq <= seat.headSeq();
        return readable
                ? history.first(seat.conversation().id(), seat.member().accountId(), seq, seq, 1)
                        .map(found -> found.stream().findFirst().orElseThrow(Refused::notFound))
                : Uni.createFrom().failure(Refused.notFound());
    }

    private static void refuseOthers(Message message) {
        if (message.state() != Message.State.LIVE) {
            throw Opener.gone();
        }
        if (!(message.content() instanceof Content.Sealed)) {
            throw Refused.notFound();
        }
    }
}
