package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.testing.TestStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A message that disappears, as the devices of both sides see it. */
class DisappearingStoryTest {
    private final World world = World.get();
    private final Person alice = world.person("alice").goesOnline();
    private final Person bob = world.person("bob").goesOnline();

    @Test
    void itIsOpenedSeenAndGoneOnEveryDevice() {
        alice.befriends(bob);
        Person tablet = bob.onAnotherPhone().goesOnline();
        Person drawer = bob.onAnotherPhone().goesOnline();
        Chat chat = alice.with(bob);
        long seq = burns(chat, Map.of("type", "text", "text", "for your eyes only"));

        JsonNode envelope = stream(bob).await("message").get("message");
        assertEquals("sealed", envelope.at("/content/type").asText());
        assertEquals("text", envelope.at("/content/kind").asText());
        drawer.goesOffline();

        JsonNode opened = open(bob, chat, seq);
        assertEquals("for your eyes only", opened.at("/content/text").asText());
        assertEquals(opened, open(tablet, chat, seq), "one clock for all devices");
        JsonNode told = stream(alice).await("opened");
        assertEquals(seq, told.get("seq").asLong());
        assertEquals(bob.id().toString(), told.get("accountId").asText());

        stream(bob).send(Map.of("type", "screenshot", "conversationId", chat.id(), "seq", seq));
        JsonNode screenshot = stream(alice).await("screenshot");
        assertEquals(bob.id().toString(), screenshot.get("accountId").asText());
        assertEquals(seq, screenshot.get("seq").asLong());
        assertTrue(stream(tablet).frames("screenshot").isEmpty());

        for (Person person : List.of(alice, bob, tablet)) {
            JsonNode burned = stream(person).await("burned");
            assertEquals(seq, burned.get("seq").asLong());
            assertEquals(person.history(chat).getFirst().get("rev"), burned.get("rev"));
        }
        assertEquals(410, bob.api().post(path(chat, seq) + "/open", null).status());
        drawer.goesOnline();
        JsonNode tombstone = drawer.phone().message(chat, seq);
        assertEquals("burned", tombstone.get("state").asText());
        assertTrue(tombstone.get("content").isNull());
    }

    @Test
    void itsDoodleIsSeenByItsGrantAloneAndGoesWithIt() {
        alice.befriends(bob);
        Chat chat = alice.with(bob);
        Map<String, Object> stroke = Map.of(
                "tool", "pen", "color", "#123456", "width", 3, "points", List.of(List.of(1, 1, 0), List.of(90, 80, 9)));
        Map<String, Object> drawing = Map.of(
                "width", 100, "height", 100, "background", Map.of("color", "#ffffff"), "strokes", List.of(stroke));
        String doodle = Person.created(alice.api().post("/v1/doodles", drawing))
                .get("id")
                .asText();
        long seq = burns(chat, Map.of("type", "doodle", "doodleId", doodle));

        assertEquals(404, bob.api().get("/v1/doodles/" + doodle).status(), "it is not opened yet");
        String url = open(bob, chat, seq).get("mediaUrl").asText();
        Api.Reply seen = bob.api().get(url);
        assertEquals(200, seen.status());
        assertTrue(seen.raw().headers().firstValue("Cache-Control").orElse("").contains("no-store"));
        assertEquals(404, bob.api().get("/v1/doodles/" + doodle).status(), "by its grant alone");
        assertEquals(404, alice.api().get(url).status(), "the grant is bob's");
        Map<String, Object> again =
                Map.of("id", UUID.randomUUID(), "content", Map.of("type", "doodle", "doodleId", doodle));
        assertEquals(409, alice.api().post(messages(chat), again).status(), "it belongs to its message");

        stream(bob).await("burned");
        assertEquals(404, bob.api().get(url).status());
        for (String form : List.of("", ".svg", ".replay.svg", ".png?size=64")) {
            assertEquals(404, alice.api().get("/v1/doodles/" + doodle + form).status());
        }
    }

    @Test
    void aTimerIsSaidInTheConversationAndTakesWhatComesAfterIt() {
        alice.befriends(bob);
        Chat chat = alice.with(bob);
        alice.says(chat, "stays");
        String timer = "/v1/conversations/%s/timer".formatted(chat.id());
        assertEquals(204, bob.api().put(timer, Map.of("seconds", 5)).status());
        JsonNode changed = stream(alice).await("message", frame -> frame.at("/message/content/event")
                .asText()
                .equals("timer-changed"));
        assertEquals(5, changed.at("/message/content/seconds").asInt());

        alice.says(chat, "goes");
        stream(bob).await("message", frame -> frame.at("/message/content/type")
                .asText()
                .equals("sealed"));
        stream(bob).await("burned");

        List<JsonNode> history = bob.history(chat);
        assertEquals("stays", history.getFirst().at("/content/text").asText());
        assertEquals("burned", history.getLast().get("state").asText());
        assertFalse(history.toString().contains("goes"));
        assertEquals(204, alice.api().put(timer, Map.of("seconds", 0)).status());
        alice.says(chat, "stays again");
        bob.hears(chat, "stays again");
    }

    private long burns(Chat chat, Map<String, Object> content) {
        Map<String, Object> message =
                Map.of("id", UUID.randomUUID(), "content", content, "burn", Map.of("afterOpenSeconds", 4));
        return Person.created(alice.api().post(messages(chat), message))
                .get("seq")
                .asLong();
    }

    private static JsonNode open(Person person, Chat chat, long seq) {
        Api.Reply opened = person.api().post(path(chat, seq) + "/open", null);
        assertEquals(200, opened.status(), opened.body().toString());
        return opened.body();
    }

    private static TestStream stream(Person person) {
        return person.phone().stream();
    }

    private static String messages(Chat chat) {
        return "/v1/conversations/%s/messages".formatted(chat.id());
    }

    private static String path(Chat chat, long seq) {
        return messages(chat) + "/" + seq;
    }
}
