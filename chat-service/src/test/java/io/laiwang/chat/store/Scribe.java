package io.laiwang.chat.store;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Entry;
import io.laiwang.chat.conversation.Outcome;
import io.laiwang.chat.conversation.Rules;
import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One who writes a conversation as the sequencer does: decides in memory, then writes the batch. */
final class Scribe {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MessageStore store;
    private final Conversation conversation;
    private final List<StoredMessage> messages = new ArrayList<>();
    private final Map<Long, StoredMessage> changed = new LinkedHashMap<>();

    private Scribe(MessageStore store, Conversation conversation) {
        this.store = store;
        this.conversation = conversation;
    }

    /** A direct conversation of two, at rev 1 and not stored yet. */
    static Scribe ofNewPair(MessageStore store, UUID one, UUID other) {
        return of(store, new Command.DirectOpened(UUID.randomUUID(), one, other, 1));
    }

    /** A group, at rev 1 and not stored yet. */
    static Scribe ofNewGroup(MessageStore store, UUID owner, List<UUID> members) {
        return of(store, new Command.GroupOpened(UUID.randomUUID(), UUID.randomUUID(), owner, "group", members, 1));
    }

    /** One that knows what the store has now. */
    static Scribe ofStored(MessageStore store, UUID conversationId) {
        return new Scribe(store, Stored.conversation(store, conversationId));
    }

    private static Scribe of(MessageStore store, Command opening) {
        Scribe scribe = new Scribe(store, Rules.opened(opening));
        scribe.does(opening, 1);
        return scribe;
    }

    UUID id() {
        return conversation.id();
    }

    /** The first of the two. */
    UUID first() {
        return conversation.activeMembers().getFirst();
    }

    long head() {
        return conversation.row().headSeq();
    }

    long rev() {
        return conversation.rev();
    }

    Message says(UUID sender, String text) {
        return says(sender, text, UUID.randomUUID(), rev() + 1);
    }

    Message says(UUID sender, String text, UUID id, long rev, String... mentions) {
        Command send =
                new Command.Send(conversation.id(), sender, id, new Content.Text(text), null, List.of(mentions), null);
        return ((Outcome.Said) does(send, rev)).message();
    }

    Scribe reads(UUID account, long seq, long rev) {
        does(new Command.Read(conversation.id(), account, seq, null), rev);
        return this;
    }

    /** Meets the message as it is stored, or as this batch has made it. */
    Scribe changes(Command.Change change, long rev) {
        StoredMessage stored = changed.get(change.seq());
        does(change, rev, stored == null ? Stored.stored(store, id(), change.seq()) : stored);
        return this;
    }

    Outcome does(Command command, long rev) {
        return does(command, rev, null);
    }

    /** @param stored the message that it changes */
    Outcome does(Command command, long rev, StoredMessage stored) {
        Outcome outcome = Rules.decide(conversation, new Entry(command, rev, START.plusSeconds(rev)), stored);
        if (outcome instanceof Outcome.Said said) {
            messages.add(said.stored());
        }
        if (outcome instanceof Outcome.Altered altered) {
            changed.put(altered.stored().seq(), altered.stored());
        }
        return outcome;
    }

    Scribe writes() {
        store.write(new MessageStore.Batch(List.copyOf(messages), List.copyOf(changed.values()), List.of(conversation)))
                .await()
                .atMost(Stored.PATIENCE);
        conversation.stored();
        messages.clear();
        changed.clear();
        return this;
    }
}
