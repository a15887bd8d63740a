package io.laiwang.chat.log;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Entry;
import io.laiwang.chat.conversation.Outcome;
import io.laiwang.chat.conversation.Rules;
import io.laiwang.chat.message.StoredMessage;
import io.laiwang.chat.sealed.SealedKey;
import io.laiwang.chat.store.MessageStore.Batch;
import io.laiwang.chat.store.MessageStore.MessageKey;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A batch decided in memory: what to write, and what to tell when it is written. */
final class Draft {
    private final ConversationCache cache;
    private final Map<MessageKey, StoredMessage> known;
    private final Set<SealedKey> kept;
    private final List<StoredMessage> messages = new ArrayList<>();
    private final Map<MessageKey, StoredMessage> altered = new LinkedHashMap<>();
    private final Map<UUID, Conversation> changed = new LinkedHashMap<>();
    private final List<Decided> decided = new ArrayList<>();

    record Decided(Entry entry, Outcome outcome) {}

    private Draft(ConversationCache cache, Map<MessageKey, StoredMessage> stored, Set<SealedKey> kept) {
        this.cache = cache;
        this.known = new HashMap<>(stored);
        this.kept = kept;
    }

    /**
     * @param stored messages of this batch, or changed by it, that are in the store already, as far as was asked
     * @param kept those of its envelopes that have a content
     */
    static Draft of(
            List<Entry> batch, ConversationCache cache, Map<MessageKey, StoredMessage> stored, Set<SealedKey> kept) {
        Draft draft = new Draft(cache, stored, kept);
        batch.forEach(draft::decide);
        return draft;
    }

    Batch batch() {
        return new Batch(messages, altered.values(), changed.values());
    }

    List<Decided> decided() {
        return decided;
    }

    /** Messages that are refused, by what is known of them here. */
    List<MessageKey> refused() {
        return decided.stream()
                .filter(d -> d.outcome() instanceof Outcome.Refused)
                .map(d -> key(d.entry()))
                .filter(MessageKey.ById.class::isInstance)
                .distinct()
                .toList();
    }

    boolean changesNothing() {
        return changed.isEmpty();
    }

    void written() {
        changed.values().forEach(Conversation::stored);
    }

    private void decide(Entry entry) {
        UUID id = entry.command().conversationId();
        Conversation conversation = conversation(entry);
        long rev = conversation == null ? 0 : conversation.rev();
        MessageKey key = key(entry);
        StoredMessage before = key == null ? null : known.get(key);
        Outcome outcome = before == null && isEmptyEnvelope(entry)
                ? Outcome.refuse(ProblemCode.MESSAGE_GONE)
                : Rules.decide(conversation, entry, before);
        if (conversation != null && conversation.rev() > rev) {
            cache.put(conversation);
            changed.put(id, conversation);
        }
        note(entry, before, outcome);
        decided.add(new Decided(entry, outcome));
    }

    private boolean isEmptyEnvelope(Entry entry) {
        SealedKey envelope = Disappearing.envelope(entry);
        return envelope != null && !kept.contains(envelope);
    }

    /** What has come of one command is what the next one meets. */
    private void note(Entry entry, @Nullable StoredMessage before, Outcome outcome) {
        if (outcome instanceof Outcome.Said said && before == null) {
            messages.add(said.stored());
            know(said.stored());
        } else if (outcome instanceof Outcome.OfMessage change
                && change.stored().rev() == entry.rev()) {
            if (before != null && before.rev() < entry.rev()) {
                altered.put(bySeq(change.stored()), change.stored());
            }
            know(change.stored());
        }
    }

    private void know(StoredMessage stored) {
        known.put(bySeq(stored), stored);
        known.put(
                new MessageKey.ById(
                        stored.message().conversationId(), stored.message().id()),
                stored);
    }

    private static MessageKey bySeq(StoredMessage stored) {
        return new MessageKey.BySeq(stored.message().conversationId(), stored.seq());
    }

    private @Nullable Conversation conversation(Entry entry) {
        Conversation known = cache.get(entry.command().conversationId());
        return known == null ? Rules.opened(entry.command()) : known;
    }

    static @Nullable MessageKey key(Entry entry) {
        UUID conversation = entry.command().conversationId();
        if (entry.command() instanceof Command.Change change) {
            return new MessageKey.BySeq(conversation, change.seq());
        }
        if (entry.command() instanceof Command.Burned burned) {
            return new MessageKey.BySeq(conversation, burned.seq());
        }
        UUID id = Rules.messageId(entry);
        return id == null ? null : new MessageKey.ById(conversation, id);
    }
}
