package io.laiwang.chat.conversation;

import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.UuidV7;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the server says in a conversation: it takes a seq like any message, and nobody sent it. */
final class SystemMessages {
    private SystemMessages() {}

    /** The id of what the server says at a place on the log: the same one when it is decided again. */
    static UUID id(UUID conversationId, Entry entry) {
        return UuidV7.of(
                entry.at().toEpochMilli(),
                entry.rev() ^ conversationId.getMostSignificantBits(),
                Long.rotateLeft(entry.rev(), 32) ^ conversationId.getLeastSignificantBits());
    }

    /** @param alsoTo such as are no members any more and learn of it all the same */
    static Outcome say(Conversation conversation, Entry entry, Content.SystemEvent content, List<UUID> alsoTo) {
        Message message = Message.live(
                conversation.id(),
                conversation.nextSeq(),
                entry.rev(),
                id(conversation.id(), entry),
                null,
                entry.at(),
                content,
                null,
                List.of());
        conversation.advance(entry.rev(), entry.at(), message.seq());
        List<UUID> recipients = new ArrayList<>(conversation.activeMembers());
        recipients.addAll(alsoTo);
        return new Outcome.Said(StoredMessage.sent(message), recipients);
    }
}
