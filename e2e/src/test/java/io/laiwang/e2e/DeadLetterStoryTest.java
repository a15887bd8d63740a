package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.stack.StackException;
import io.laiwang.stack.letters.DeadLetters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What an operator does about a command that couldn't be handled. */
class DeadLetterStoryTest {
    private static final String CANARY = "what somebody wrote";

    private final World world = World.get();

    @Test
    void aConversationThatABrokenEventClosedIsMended() throws IOException, InterruptedException {
        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob").goesOnline();
        alice.befriends(bob);
        Chat group = alice.opensGroup("hikers", bob);
        alice.says(group, "before");
        bob.hears(group, "before");

        world.putOnTheLog(
                group, "{\"type\":\"members-joined\",\"conversationId\":\"%s\",\"version\":2}".formatted(group.id()));
        UUID groupId = UUID.fromString(
                alice.api().get("/v1/groups").body().at("/items/0/id").asText());
        assertEquals(
                200,
                alice.api()
                        .patch("/v1/groups/" + groupId, Map.of("name", "climbers"))
                        .status());
        world.putOnTheLog(group, "{\"text\":\"" + CANARY + "\"}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> list().lines().filter(isOf(group)).count() == 2);
        assertEquals(403, send(alice, group).status(), "who is in isn't known, so nobody writes");
        String listed = list();
        assertTrue(listed.contains("members-joined"), listed);
        assertTrue(listed.contains("yes, by group-service"), listed);
        assertFalse(listed.contains(CANARY), "nobody reads other people's words there");
        String source =
                listed.lines().filter(isOf(group)).findFirst().orElseThrow().split(" +")[1];
        String log = Files.readString(world.logFolder().resolve("chat-service.log"));
        assertTrue(
                log.contains("dead letters: source=%s ".formatted(source)), "the log has the fault there: " + listed);

        String mended = run(letters -> letters.replay(List.of()));

        assertTrue(mended.contains("group-service has said anew who is in"), mended);
        assertTrue(mended.contains("is on the log again"), mended);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> send(alice, group).status() == 201);
        bob.hears(group, "after");
        assertFalse(list().contains("members-joined"), "done once");
        assertThrows(StackException.class, () -> run(letters -> letters.replay(List.of("0:999999"))));
    }

    private static java.util.function.Predicate<String> isOf(Chat chat) {
        return line -> line.contains(chat.id().toString());
    }

    private static Api.Reply send(Person who, Chat chat) {
        return who.api()
                .post(
                        "/v1/conversations/%s/messages".formatted(chat.id()),
                        Map.of("id", UUID.randomUUID(), "content", Map.of("type", "text", "text", "after")));
    }

    private interface Step {
        void with(DeadLetters letters) throws InterruptedException;
    }

    private String list() throws InterruptedException {
        return run(DeadLetters::list);
    }

    private String run(Step step) throws InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        step.with(new DeadLetters(world.place(), new PrintStream(said, true, StandardCharsets.UTF_8)));
        return said.toString(StandardCharsets.UTF_8);
    }
}
