package io.laiwang.chat.store;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Entry;
import io.laiwang.chat.conversation.Outcome;
import io.laiwang.chat.conversation.Rules;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One who writes a conversation as the sequencer does: decides in memory, then writes the batch. */
final class Scribe {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MessageStore store;
    private final Conversation conversation;
    private final List<Message> messages = new ArrayList<>();

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

    Outcome does(Command command, long rev) {
        Outcome outcome = Rules.decide(conversation, new Entry(command, rev, START.plusSeconds(rev)), null);
        if (outcome instanceof Outcome.Said said) {
            messages.add(said.message());
        }
        return outcome;
    }

    Scribe writes() {
        store.write(new MessageStore.Batch(List.copyOf(messages), List.of(conversation)))
                .await()
                .atMost(Stored.PATIENCE);
        conversation.stored();
        messages.clear();
        return this;
    }
}
