package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PictureStoryTest {
    /** One transparent pixel. */
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private final World world = World.get();

    @Test
    void aPictureIsSeenByWhoItWasSentToAndByNobodyElse() {
        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob").goesOnline();
        Person eve = world.person("eve");
        alice.befriends(bob);
        Chat chat = alice.with(bob);
        JsonNode medium = Person.created(alice.api().upload(PICTURE, "image/png"));
        String id = medium.get("id").asText();
        assertEquals(404, bob.api().get("/v1/media/" + id).status(), "it wasn't sent yet");

        Person.created(send(alice, chat, id));

        JsonNode frame = bob.phone().stream().await("message");
        assertEquals(id, frame.at("/message/content/mediaId").asText());
        Awaitility.await().until(() -> bob.api().get("/v1/media/" + id).status() == 200);
        Api.Reply seen = bob.api().get("/v1/media/" + id);
        assertArrayEquals(PICTURE, seen.raw().body());
        assertEquals(
                "image/png", seen.raw().headers().firstValue("Content-Type").orElseThrow());
        assertEquals(1, medium.get("width").asInt());
        assertEquals(404, eve.api().get("/v1/media/" + id).status());
    }

    @Test
    void whatIsNotOnesOwnIsNotOnesToSend() {
        Person alice = world.person("alice");
        Person bob = world.person("bob");
        alice.befriends(bob);
        Chat chat = alice.with(bob);
        String bobs =
                Person.created(bob.api().upload(PICTURE, "image/png")).get("id").asText();

        for (String medium : new String[] {bobs, UUID.randomUUID().toString()}) {
            Api.Reply refused = send(alice, chat, medium);
            assertEquals(400, refused.status());
            assertEquals("unknown-media", refused.body().get("code").asText());
        }
        assertEquals(0, alice.history(chat).size());
    }

    private static Api.Reply send(Person from, Chat chat, String medium) {
        return from.api()
                .post(
                        "/v1/conversations/%s/messages".formatted(chat.id()),
                        Map.of("id", UUID.randomUUID(), "content", Map.of("type", "image", "mediaId", medium)));
    }
}
