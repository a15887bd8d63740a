package io.laiwang.chat.log;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Entry;
import io.laiwang.chat.conversation.Outcome;
import io.laiwang.chat.conversation.Rules;
import io.laiwang.chat.sealed.SealedKey;
import io.laiwang.chat.store.MessageStore.Batch;
import io.laiwang.chat.store.MessageStore.MessageKey;
import io.laiwang.chat.store.MessageStore.Tombstone;
import io.laiwang.contracts.Message;
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
    private final Map<MessageKey, Message> stored;
    private final Set<SealedKey> kept;
    private final Map<MessageKey, Message> fresh = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private final Map<Position, Tombstone> burned = new LinkedHashMap<>();
    private final Map<UUID, Conversation> changed = new LinkedHashMap<>();
    private final List<Decided> decided = new ArrayList<>();

    private record Position(UUID conversationId, long seq) {}

    record Decided(Entry entry, Outcome outcome) {}

    private Draft(ConversationCache cache, Map<MessageKey, Message> stored, Set<SealedKey> kept) {
        this.cache = cache;
        this.stored = stored;
        this.kept = kept;
    }

    /**
     * @param stored messages of this batch that are in the store already, as far as that was asked
     * @param kept those of its envelopes that have a content
     */
    static Draft of(List<Entry> batch, ConversationCache cache, Map<MessageKey, Message> stored, Set<SealedKey> kept) {
        Draft draft = new Draft(cache, stored, kept);
        batch.forEach(draft::decide);
        return draft;
    }

    Batch batch() {
        return new Batch(messages, List.copyOf(burned.values()), changed.values());
    }

    List<Decided> decided() {
        return decided;
    }

    /** Messages that are refused, by what is known of them here. */
    List<MessageKey> refused() {
        return Sequencer.keys(decided.stream()
                .filter(d -> d.outcome() instanceof Outcome.Refused)
                .map(Decided::entry));
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
        long before = conversation == null ? 0 : conversation.rev();
        MessageKey key = key(entry);
        Message known = key == null ? null : fresh.getOrDefault(key, stored.get(key));
        Outcome outcome = known == null && isEmptyEnvelope(entry)
                ? Outcome.refuse(ProblemCode.MESSAGE_GONE)
                : Rules.decide(conversation, entry, known);
        if (conversation != null && conversation.rev() > before) {
            cache.put(conversation);
            changed.put(id, conversation);
        }
        if (outcome instanceof Outcome.Said said && key != null && known == null) {
            fresh.put(key, said.message());
            messages.add(said.message());
        }
        if (outcome instanceof Outcome.Burned end && conversation != null && conversation.rev() > before) {
            burned.put(new Position(id, end.seq()), new Tombstone(id, end.seq(), end.rev()));
        }
        decided.add(new Decided(entry, outcome));
    }

    private boolean isEmptyEnvelope(Entry entry) {
        SealedKey envelope = Disappearing.envelope(entry);
        return envelope != null && !kept.contains(envelope);
    }

    private @Nullable Conversation conversation(Entry entry) {
        Conversation known = cache.get(entry.command().conversationId());
        return known == null ? Rules.opened(entry.command()) : known;
    }

    static @Nullable MessageKey key(Entry entry) {
        UUID id = Rules.messageId(entry);
        return id == null ? null : new MessageKey(entry.command().conversationId(), id);
    }
}
