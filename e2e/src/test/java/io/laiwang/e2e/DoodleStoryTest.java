package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DoodleStoryTest {
    private static final String DRAWING = """
        {"width":320,"height":240,"background":{"color":"#fffdf5"},"strokes":[\
        {"tool":"pen","color":"#1a2b3c","width":4,"points":[[20,20,0,1],[160,120.5,250,1],[300,20,600,1]]}]}\
        """;

    private final World world = World.get();

    @Test
    void twoDrawOnABoardAndOneKeepsItAndSendsIt() {
        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob").goesOnline();
        Person eve = world.person("eve");
        alice.befriends(bob);
        Chat chat = alice.with(bob);
        // a conversation is new for a moment
        Awaitility.await()
                .until(() -> alice.api()
                                .get("/v1/conversations/%s/messages".formatted(chat.id()))
                                .status()
                        == 200);
        UUID board = UUID.randomUUID();
        Map<String, Object> keep = Map.of("conversationId", chat.id(), "boardId", board, "width", 320, "height", 240);
        for (Person person : List.of(alice, bob)) {
            person.phone().stream()
                    .send(Map.of(
                            "type", "board", "ref", "b", "conversationId", chat.id(), "boardId", board, "open", true));
            person.phone().stream().await("board");
        }
        assertEquals(404, alice.api().post("/v1/doodles", keep).status(), "nothing is drawn");
        draws(alice, chat, board, "#aa0000");
        bob.phone().stream().await("stroke");
        draws(bob, chat, board, "#0000bb");
        alice.phone().stream().await("stroke");
        assertEquals(404, eve.api().post("/v1/doodles", keep).status());

        JsonNode kept = Person.created(alice.api().post("/v1/doodles", keep));
        assertEquals(2, kept.get("strokeCount").asInt());
        Map<String, Object> content = Map.of("type", "doodle", "doodleId", kept.get("id"));
        Person.created(alice.api()
                .post(
                        "/v1/conversations/%s/messages".formatted(chat.id()),
                        Map.of("id", UUID.randomUUID(), "content", content)));

        bob.phone().stream().await("message");
        String path = "/v1/doodles/" + kept.get("id").asText();
        Awaitility.await().until(() -> bob.api().get(path).status() == 200);
        assertEquals(
                List.of("#aa0000", "#0000bb"),
                bob.api().get(path).body().get("strokes").findValuesAsText("color"));
        assertEquals(200, bob.api().get(path + ".png?size=160").status());
        assertEquals(404, eve.api().get(path).status());
    }

    private static void draws(Person person, Chat chat, UUID board, String color) {
        Map<String, Object> stroke = new HashMap<>(
                Map.of("type", "stroke", "conversationId", chat.id(), "boardId", board, "strokeId", UUID.randomUUID()));
        stroke.putAll(Map.of("tool", "pen", "color", color, "width", 4, "from", 0, "done", true));
        stroke.put("points", List.of(List.of(10, 10, 0), List.of(200, 100, 40)));
        person.phone().stream().send(stroke);
    }

    @Test
    void aDoodleIsDrawnSentAndReadByWhoItWasSentTo() throws Exception {
        Person alice = world.person("alice");
        Person bob = world.person("bob").goesOnline();
        Person eve = world.person("eve");
        alice.befriends(bob);
        JsonNode drawing = Json.MAPPER.readTree(DRAWING);
        JsonNode made = Person.created(alice.api().post("/v1/doodles", drawing));
        assertEquals(3, made.get("pointCount").asInt());
        assertEquals(600, made.get("durationMs").asInt());
        String path = "/v1/doodles/" + made.get("id").asText();
        assertEquals(404, bob.api().get(path).status(), "it wasn't sent yet");

        Person.created(alice.api()
                .post(
                        "/v1/conversations/%s/messages"
                                .formatted(alice.with(bob).id()),
                        Map.of(
                                "id",
                                UUID.randomUUID(),
                                "content",
                                Map.of("type", "doodle", "doodleId", made.get("id")))));

        JsonNode content = bob.phone().stream().await("message").at("/message/content");
        assertEquals("doodle", content.get("type").asText());
        assertEquals(made.get("id"), content.get("doodleId"));
        Awaitility.await().until(() -> bob.api().get(path).status() == 200);
        assertEquals(drawing, bob.api().get(path).body());
        assertEquals(404, eve.api().get(path).status());
    }
}
