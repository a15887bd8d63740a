package io.laiwang.chat.history;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.store.MessageStore;
import io.laiwang.contracts.ConversationMembers;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who is in a conversation at this moment. */
@Singleton
class Members {
    private final MessageStore store;

    Members(MessageStore store) {
        this.store = store;
    }

    Uni<ConversationMembers> of(UUID conversationId) {
        return store.conversations(List.of(conversationId)).map(found -> Optional.ofNullable(found.get(conversationId))
                .map(Members::present)
                .orElseThrow(Refused::notFound));
    }

    private static ConversationMembers present(Conversation conversation) {
        List<UUID> members = conversation.row().writable() ? conversation.activeMembers() : List.of();
        return new ConversationMembers(members, conversation.row().timerSeconds());
    }
}
