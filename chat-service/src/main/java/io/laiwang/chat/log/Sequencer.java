package io.laiwang.chat.log;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Entry;
import io.laiwang.chat.conversation.Outcome;
import io.laiwang.chat.message.StoredMessage;
import io.laiwang.chat.receipt.GroupReceipts;
import io.laiwang.chat.store.Conflict;
import io.laiwang.chat.store.MessageStore;
import io.laiwang.chat.store.MessageStore.MessageKey;
import io.laiwang.contracts.Command;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Turns commands into the history of their conversations. A batch is
 *
 * <ol>
 *   <li>loaded: the state of its conversations,
 *   <li>decided in memory, in the order of the log,
 *   <li>written, durably and under unique keys; then contents that are to disappear are bound to their messages,
 *   <li>published, which is when its senders get their answers.
 * </ol>
 *
 * Doing a batch again decides the same: what is at or below a conversation's rev is answered from the store, and
 * everything else depends on the log alone. So a process may die between any two steps, and of two that believe to own a
 * partition the slower one meets a {@link Conflict}, forgets what it knew and starts the batch over.
 */
final class Sequencer {
    private static final Duration STORE_DEADLINE = Duration.ofSeconds(5);
    private static final int CONFLICTS = 5;

    private static final Uni<Map<MessageKey, StoredMessage>> NONE =
            Uni.createFrom().item(Map.of());

    private final MessageStore store;
    private final Disappearing disappearing;
    private final Publisher publisher;
    private final ConversationCache cache;
    private final LogMetrics metrics;
    private final GroupReceipts receipts = new GroupReceipts();

    Sequencer(
            MessageStore store,
            Disappearing disappearing,
            Publisher publisher,
            ConversationCache cache,
            LogMetrics metrics) {
        this.store = store;
        this.disappearing = disappearing;
        this.publisher = publisher;
        this.cache = cache;
        this.metrics = metrics;
    }

    /** Completes when the batch is durable and told. One at a time. */
    Uni<Void> sequence(List<Entry> batch) {
        metrics.batch(batch.size());
        return attempt(batch, false, CONFLICTS).invoke(cache::trim).onFailure().invoke(failure -> forget(batch));
    }

    /**
     * For a membership event that can't be handled. Who is in isn't known from here on, so nobody writes until people
     * have looked.
     */
    Uni<Void> close(Entry entry, Command.Membership event) {
        UUID id = event.conversationId();
        return cache.load(List.of(id)).chain(() -> {
            Conversation conversation = cache.get(id);
            return conversation == null || entry.rev() <= conversation.rev()
                    ? Uni.createFrom().voidItem()
                    : close(conversation, entry, event.version());
        });
    }

    private Uni<Void> close(Conversation conversation, Entry entry, long version) {
        conversation.close(entry.rev(), entry.at(), version);
        return store.write(new MessageStore.Batch(List.of(), List.of(), List.of(conversation)))
                .invoke(conversation::stored)
                .onFailure()
                .invoke(failure -> cache.drop(List.of(conversation.id())));
    }

    /** Another instance may work these conversations now. */
    void forgetAll() {
        cache.clear();
        receipts.forget();
    }

    private Uni<Void> attempt(List<Entry> batch, boolean lookUp, int attempts) {
        return cache.load(ids(batch))
                .chain(() -> stored(batch, lookUp || isRepeated(batch)))
                .chain(stored -> disappearing.kept(batch).map(kept -> Draft.of(batch, cache, stored, kept)))
                .call(draft -> lookUp ? Uni.createFrom().voidItem() : refuseOnlyWhatIsNew(draft.refused()))
                .call(this::write)
                .chain(this::tell)
                .onFailure(failure -> failure instanceof Conflict && attempts > 1)
                .recoverWithUni(() -> {
                    forget(batch);
                    return attempt(batch, true, attempts - 1);
                });
    }

    private Uni<Void> tell(Draft draft) {
        note(draft);
        return metrics.publishing(publisher.publish(draft))
                .invoke(() -> metrics.sequenced(draft))
                .chain(() -> disappearing.told(draft));
    }

    private void note(Draft draft) {
        for (Draft.Decided decided : draft.decided()) {
            UUID id = decided.entry().command().conversationId();
            Conversation conversation = cache.get(id);
            if (decided.outcome() instanceof Outcome.Moved mark && conversation != null && !conversation.isDirect()) {
                receipts.note(id, mark);
            }
        }
    }

    /** What senders in groups are told of the others' marks since the last time; between two batches. */
    Uni<Void> tellReceipts() {
        if (receipts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return cache.load(receipts.conversations())
                .chain(() -> receipts.passed().isEmpty()
                        ? Uni.createFrom().item(List.<MessageStore.Sender>of())
                        : store.senders(receipts.passed()))
                .ifNoItem()
                .after(STORE_DEADLINE)
                .fail()
                .chain(senders -> publisher.tell(receipts.due(senders, cache::get)))
                .invoke(cache::trim);
    }

    private Uni<Void> write(Draft draft) {
        Uni<Void> written = draft.changesNothing()
                ? Uni.createFrom().voidItem()
                : metrics.appending(store.write(draft.batch())
                                .ifNoItem()
                                .after(STORE_DEADLINE)
                                .fail())
                        .invoke(draft::written);
        return written.chain(() -> disappearing.written(draft));
    }

    /** Looking ids up costs a query, so it is done only when a batch can't be new. */
    private boolean isRepeated(List<Entry> batch) {
        return batch.stream().anyMatch(entry -> {
            Conversation conversation = cache.get(entry.command().conversationId());
            return conversation != null && entry.rev() <= conversation.rev();
        });
    }

    /** A repeat is answered as the first one was, also when it would be refused by now: then the batch is done again. */
    private Uni<Void> refuseOnlyWhatIsNew(Collection<MessageKey> refused) {
        return refused.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.messages(refused)
                        .invoke(found -> {
                            if (!found.isEmpty()) {
                                throw new Conflict("a refused message is stored");
                            }
                        })
                        .replaceWithVoid();
    }

    /** Messages that are to be changed; those that may have been sent before only where it can't be told otherwise. */
    private Uni<Map<MessageKey, StoredMessage>> stored(List<Entry> batch, boolean alsoSent) {
        List<MessageKey> keys = batch.stream()
                .map(Draft::key)
                .filter(key -> key instanceof MessageKey.BySeq || (key != null && alsoSent))
                .distinct()
                .toList();
        return keys.isEmpty() ? NONE : store.messages(keys);
    }

    private void forget(List<Entry> batch) {
        cache.drop(ids(batch));
    }

    private static List<UUID> ids(List<Entry> batch) {
        return batch.stream()
                .map(entry -> entry.command().conversationId())
                .distinct()
                .toList();
    }
}
