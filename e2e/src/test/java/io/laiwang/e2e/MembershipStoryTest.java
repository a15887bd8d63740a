package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.laiwang.testing.TestStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What group-service has answered holds for the very next message. */
class MembershipStoryTest {
    private final World world = World.get();

    @Test
    void whoIsMutedRemovedOrNoContactIsRefusedAtOnce() {
        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob").goesOnline();
        alice.befriends(bob);
        Chat direct = alice.with(bob);
        Chat trip = alice.opensGroup("Trip", bob);
        String seat = "%s/members/%s".formatted(groupOf(alice, trip), bob.id());
        bob.says(trip, "I am in");

        assertEquals(200, patch(alice, seat, Map.of("mutedUntil", Instant.now().plusSeconds(600))));
        assertEquals("muted", refusal(bob, trip));
        assertEquals(200, patch(alice, seat, java.util.Collections.singletonMap("mutedUntil", null)));
        bob.says(trip, "I may again");

        assertEquals(204, alice.api().delete(seat).status());
        assertEquals("not-found", refusal(bob, trip));

        bob.says(direct, "and here?");
        assertEquals(204, alice.api().put("/v1/blocks/" + bob.id(), Map.of()).status());
        assertEquals("not-contacts", refusal(bob, direct));
        assertEquals("not-contacts", refusal(alice, direct));

        assertEquals(1, events(alice, trip, "member-muted"));
        assertEquals(1, events(alice, trip, "member-unmuted"));
        assertEquals(1, events(alice, trip, "member-left"));
    }

    private static String refusal(Person who, Chat chat) {
        TestStream stream = who.phone().stream();
        UUID id = UUID.randomUUID();
        stream.send(Phone.text(chat, id, "may I?"));
        return Awaitility.await()
                .until(() -> stream.answer(id.toString()), java.util.Optional::isPresent)
                .orElseThrow()
                .at("/problem/code")
                .asText();
    }

    private static int patch(Person who, String path, Map<String, ?> body) {
        return Api.send(who.api()
                        .request(path)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofByteArray(Json.bytes(body))))
                .status();
    }

    private static String groupOf(Person who, Chat chat) {
        return StreamSupport.stream(
                        who.api().get("/v1/groups").body().get("items").spliterator(), false)
                .filter(group ->
                        group.get("conversationId").asText().equals(chat.id().toString()))
                .map(group -> "/v1/groups/" + group.get("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private static long events(Person who, Chat chat, String event) {
        return who.history(chat).stream()
                .map(message -> message.get("content"))
                .map((JsonNode content) -> content.path("event").asText())
                .filter(event::equals)
                .count();
    }
}
