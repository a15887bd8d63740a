package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
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
