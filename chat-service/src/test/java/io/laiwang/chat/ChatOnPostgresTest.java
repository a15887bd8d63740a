package io.laiwang.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.Topics;
import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "chat"))
class ChatOnPostgresTest extends ChatContract {
    @Test
    void aMembershipEventThatCannotBeHandledClosesItsConversation() {
        UUID owner = UUID.randomUUID();
        UUID group = log().openGroup(owner);
        log().say(group, owner, "all is well");
        String tooLong = "x".repeat(1_000);

        log().put(new Command.GroupRenamed(group, owner, tooLong, 2));

        assertEquals(ProblemCode.CONVERSATION_CLOSED, refused(log().say(group, owner, UUID.randomUUID(), "and now?")));
        log().await(Topics.CONVERSATION_COMMANDS_DEAD, record -> record.key().equals(group.toString()));
    }
}
