package io.laiwang.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The whole life of an account: it talks, takes away what is its own, and goes. */
class AccountStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration WITHDRAWN_WITHIN = Duration.ofSeconds(2);

    private final World world = World.get();

    @Test
    void takesWhatIsItsOwnAndLeavesWhatItSaid() throws IOException {
        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob").goesOnline();
        Person carol = world.person("carol");
        alice.befriends(bob);
        alice.befriends(carol);
        Chat trip = alice.opensGroup("Trip", bob, carol);
        String group = groupOf(alice, trip);
        byte[] png = Png.with(new byte[] {1, 2, 3});
        String picture =
                Person.created(alice.api().upload(png, "image/png")).get("id").asText();
        String secret = Person.created(alice.api().upload(Png.with(new byte[] {4, 5, 6}), "image/png"))
                .get("id")
                .asText();
        changes(alice, Map.of("avatarMediaId", picture));
        alice.says(trip, "hello all");
        sends(alice, trip, Map.of("type", "image", "mediaId", picture), null);
        sends(alice, trip, Map.of("type", "text", "text", "for your eyes"), 60);
        sends(alice, trip, Map.of("type", "image", "mediaId", secret), 60);
        bob.says(trip, "hello Alice");
        bob.hears(trip, "hello all");

        Map<String, byte[]> export = export(alice);

        JsonNode messages = Json.MAPPER.readTree(export.get("messages.json"));
        assertEquals(4, messages.size());
        assertTrue(messages.findValuesAsText("text").contains("hello all"));
        assertArrayEquals(served(alice, picture), export.get("media/%s.png".formatted(picture)));
        assertFalse(export.containsKey("media/%s.png".formatted(secret)), "what disappears is in no export");
        export.forEach((name, bytes) -> {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertFalse(text.contains("for your eyes") || text.contains("hello Alice"), name);
        });
        assertEquals(2, Json.MAPPER.readTree(export.get("contacts.json")).size());
        assertEquals(
                "Trip",
                Json.MAPPER.readTree(export.get("groups.json")).at("/0/name").asText());
        assertEquals(
                4,
                Json.MAPPER
                        .readTree(export.get("manifest.json"))
                        .at("/counts/messages")
                        .asInt());

        erases(alice);

        await().atMost(WITHDRAWN_WITHIN)
                .until(() -> alice.api().get("/v1/accounts/me").status() == 401);
        assertEquals(404, bob.api().get("/v1/accounts/" + alice.id()).status());
        List<JsonNode> said = bob.history(trip).stream()
                .filter(message ->
                        message.get("senderId").asText().equals(alice.id().toString()))
                .toList();
        assertEquals(4, said.size(), "what it said stays");
        await().atMost(PATIENCE)
                .until(() -> bob.api().get("/v1/contacts").body().get("items").isEmpty());
        await().atMost(PATIENCE)
                .until(() -> bob.api()
                                .get(group)
                                .body()
                                .get("ownerId")
                                .asText()
                                .equals(bob.id().toString())
                        || bob.api()
                                .get(group)
                                .body()
                                .get("ownerId")
                                .asText()
                                .equals(carol.id().toString()));
        assertEquals(2, bob.api().get(group).body().get("memberCount").asInt());
        await().atMost(PATIENCE)
                .until(() -> bob.api().get("/v1/media/" + picture).status() == 404);
        assertEquals(409, signsUp(alice.handle()).status(), "nobody gets the handle again");
    }

    private Api.Reply signsUp(String handle) {
        return new Api(world.url(), null)
                .post("/v1/accounts", Map.of("handle", handle, "password", Person.PASSWORD, "displayName", "Eve"));
    }

    private static void erases(Person who) {
        Api.Reply gone = Api.send(who.api()
                .request("/v1/accounts/me")
                .header("Content-Type", "application/json")
                .method("DELETE", BodyPublishers.ofByteArray(Json.bytes(Map.of("password", Person.PASSWORD)))));
        assertEquals(202, gone.status());
    }

    private static void changes(Person who, Map<String, Object> profile) {
        Api.Reply changed = Api.send(who.api()
                .request("/v1/accounts/me")
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofByteArray(Json.bytes(profile))));
        assertEquals(200, changed.status());
    }

    private static void sends(Person who, Chat chat, Map<String, Object> content, Integer burnSeconds) {
        Map<String, Object> message = new HashMap<>(Map.of("content", content));
        if (burnSeconds != null) {
            message.put("burn", Map.of("afterOpenSeconds", burnSeconds));
        }
        who.posts(chat, message);
    }

    private static String groupOf(Person who, Chat chat) {
        for (JsonNode group : who.api().get("/v1/groups").body().get("items")) {
            if (group.get("conversationId").asText().equals(chat.id().toString())) {
                return "/v1/groups/" + group.get("id").asText();
            }
        }
        throw new AssertionError("no group of theirs");
    }

    private static byte[] served(Person who, String medium) {
        return who.api().get("/v1/media/" + medium).raw().body();
    }

    private static Map<String, byte[]> export(Person who) throws IOException {
        Api.Reply answer = who.api().get("/v1/accounts/me/export");
        assertEquals(200, answer.status());
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(answer.raw().body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
