package io.laiwang.gateway.draft;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.ReplyAddress;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that a client wants to send, its form checked.
 *
 * @param burn whether it burns after reading
 */
public record Draft(
        UUID id, Content content, @Nullable Long replyTo, List<String> mentions, Content.@Nullable Burn burn) {
    /** Its envelope, without its content. */
    public Draft sealed() {
        String kind = Json.MAPPER.valueToTree(content).path("type").asText();
        return new Draft(id, Content.Sealed.of(kind, burn), replyTo, mentions, burn);
    }

    public Command toCommand(UUID conversationId, UUID accountId, ReplyAddress reply) {
        return new Command.Send(conversationId, accountId, id, content, replyTo, mentions, reply);
    }
}
