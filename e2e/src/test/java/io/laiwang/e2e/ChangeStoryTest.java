package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.testing.TestStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is changed in a conversation reaches every device: as a frame who is there, by syncing who wasn't. */
class ChangeStoryTest {
    private final World world = World.get();
    private final Person alice = world.person("alice").goesOnline();
    private final Person bob = world.person("bob").goesOnline();
    private final Person tablet = bob.onAnotherPhone();

    private Chat talk(String... texts) {
        alice.befriends(bob);
        Chat chat = alice.with(bob);
        Stream.of(texts).forEach(text -> alice.says(chat, text));
        tablet.goesOnline();
        return chat;
    }

    @Test
    void anEditIsToldAndKept() {
        Chat chat = talk("Helo");
        Map<String, Object> better = Map.of("content", Map.of("type", "text", "text", "Hello"));
        assertEquals(200, alice.api().patch(path(chat, 1), better).status());

        for (TestStream device : List.of(stream(bob), stream(tablet), stream(alice))) {
            JsonNode edited = device.await("edited").get("message");
            assertEquals("Hello", edited.at("/content/text").asText());
            assertFalse(edited.get("editedAt").isNull());
            assertEquals(bob.history(chat).getFirst(), edited);
        }
        assertEquals(403, bob.api().patch(path(chat, 1), better).status());
    }

    @Test
    void aReactionComesAndGoes() {
        Chat chat = talk("look");
        Map<String, Object> thumb = Map.of("type", "react", "conversationId", chat.id(), "seq", 1, "emoji", "👍");

        JsonNode ack = bob.sends(with(thumb, "on", true));
        JsonNode told = stream(alice).await("reaction");
        assertEquals(ack.get("rev"), told.get("rev"));
        assertEquals(bob.id().toString(), told.get("accountId").asText());
        assertTrue(told.get("on").asBoolean());
        JsonNode reaction = tablet.history(chat).getFirst().at("/reactions/0");
        assertEquals("👍", reaction.get("emoji").asText());
        assertTrue(reaction.get("mine").asBoolean());
        assertFalse(alice.history(chat).getFirst().at("/reactions/0/mine").asBoolean());

        bob.sends(with(thumb, "on", false));
        stream(alice).await("reaction", frame -> !frame.get("on").asBoolean());
        assertTrue(alice.history(chat).getFirst().get("reactions").isEmpty());
        assertEquals(
                "error",
                bob.sends(with(with(thumb, "on", true), "emoji", "x"))
                        .get("type")
                        .asText());
    }

    @Test
    void whatIsRecalledIsGoneForAllAndAReplyToItShowsNothing() {
        Chat chat = talk("a secret");
        Map<String, Object> reply = Map.of("replyTo", 1, "content", Map.of("type", "text", "text", "really?"));
        bob.posts(chat, reply);
        Map<String, Object> recall = Map.of("type", "recall", "conversationId", chat.id(), "seq", 1);
        assertEquals(403, bob.sends(recall).at("/problem/status").asInt());

        JsonNode ack = alice.sends(recall);
        for (TestStream device : List.of(stream(bob), stream(tablet))) {
            assertEquals(ack.get("rev"), device.await("recalled").get("rev"));
        }
        List<JsonNode> history = bob.history(chat);
        assertEquals("recalled", history.getFirst().get("state").asText());
        assertTrue(history.getFirst().get("content").isNull());
        assertEquals(1, history.getLast().get("replyTo").asInt());
        assertFalse(history.toString().contains("a secret"));
        assertFalse(bob.api().get("/v1/conversations").body().toString().contains("a secret"));
        assertTrue(bob.api()
                .get("/v1/messages/search?q=secret")
                .body()
                .get("items")
                .isEmpty());
    }

    @Test
    void whoWasAwayFindsEverythingAsItIsNow() {
        Chat chat = talk("first", "second", "third");
        tablet.goesOffline();
        alice.api().patch(path(chat, 1), Map.of("content", Map.of("type", "text", "text", "edited")));
        alice.sends(Map.of("type", "recall", "conversationId", chat.id(), "seq", 2));

        tablet.goesOnline();

        Awaitility.await()
                .untilAsserted(() ->
                        assertEquals(List.of("edited", "third"), tablet.phone().texts(chat)));
        assertEquals(List.of(1L, 2L, 3L), tablet.phone().seqs(chat));
    }

    @Test
    void settingsAreOnesOwn() {
        Chat chat = talk("hi");
        String path = "/v1/conversations/%s/settings".formatted(chat.id());
        assertEquals(204, bob.api().put(path, Map.of("pinned", true)).status());
        assertEquals(204, bob.api().put(path, Map.of("muted", true)).status());

        JsonNode settings =
                stream(tablet).await("settings", frame -> frame.get("muted").asBoolean());
        assertTrue(settings.get("pinned").asBoolean());
        assertEquals(chat.id().toString(), settings.get("conversationId").asText());
        alice.says(chat, "after that");
        bob.hears(chat, "after that");
        assertTrue(stream(alice).frames("settings").isEmpty());
        JsonNode item = bob.api().get("/v1/conversations").body().at("/items/0");
        assertTrue(item.get("pinned").asBoolean() && item.get("muted").asBoolean());
        assertFalse(alice.api()
                .get("/v1/conversations")
                .body()
                .at("/items/0/pinned")
                .asBoolean());
    }

    @Test
    void aReadMarkIsOnesOwnDevicesToo() {
        Chat chat = talk("one", "two");
        bob.sends(Map.of("type", "read", "conversationId", chat.id(), "seq", 2));

        for (TestStream device : List.of(stream(alice), stream(tablet))) {
            JsonNode read = device.await("read");
            assertEquals(2, read.get("seq").asInt());
            assertEquals(bob.id().toString(), read.get("accountId").asText());
        }
    }

    private static Map<String, Object> with(Map<String, Object> frame, String key, Object value) {
        Map<String, Object> more = new java.util.HashMap<>(frame);
        more.put(key, value);
        return more;
    }

    private static TestStream stream(Person person) {
        return person.phone().stream();
    }

    private static String path(Chat chat, int seq) {
        return "/v1/conversations/%s/messages/%d".formatted(chat.id(), seq);
    }
}
