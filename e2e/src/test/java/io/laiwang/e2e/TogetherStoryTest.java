package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.stack.Service;
import io.laiwang.testing.TestStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is there and who types, seen by those whom it concerns, also through different gateways. */
class TogetherStoryTest {
    private final World world = World.get();

    @Test
    void whoTypesIsSeenByTheOtherMembersAlone() {
        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob").goesOnline();
        Person eve = world.person("eve").goesOnline();
        alice.befriends(bob);
        alice.befriends(eve);
        Chat chat = alice.with(bob);

        alice.phone().stream().send(Map.of("type", "typing", "conversationId", chat.id()));

        JsonNode typing = bob.phone().stream().await("typing");
        assertEquals(alice.id().toString(), typing.get("accountId").asText());
        assertEquals(chat.id().toString(), typing.get("conversationId").asText());
        eve.phone().stream().send(Map.of("type", "typing", "conversationId", chat.id()));
        alice.says(eve, "a word after it");
        eve.hears("a word after it");
        assertTrue(eve.phone().stream().frames("typing").isEmpty());
        assertTrue(alice.phone().stream().frames("typing").isEmpty());
    }

    @Test
    void whoComesAndGoesIsSeenByContactsAlone() {
        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob");
        Person eve = world.person("eve").goesOnline();
        alice.befriends(bob);
        Map<String, Object> watch = Map.of("type", "watch", "accountIds", List.of(bob.id()));
        assertEquals("ack", alice.sends(watch).get("type").asText());
        eve.sends(watch);

        awaitPresence(alice, bob, false);
        bob.goesOnline();
        awaitPresence(alice, bob, true);
        bob.goesOffline();
        JsonNode gone = alice.phone().stream()
                .await(
                        "presence",
                        frame -> !frame.get("online").asBoolean()
                                && !frame.get("lastSeenAt").isNull());
        assertEquals(bob.id().toString(), gone.get("accountId").asText());
        assertFalse(eve.phone().stream()
                .find("presence", frame -> frame.get("online").asBoolean())
                .isPresent());
    }

    /** With the times of a gateway cut short: 30 s between two words of a gateway, 75 s until it is forgotten. */
    @Test
    void whoWasOnAGatewayThatDiedIsSeenToBeGone() {
        Map<String, String> quick = Map.of("LAIWANG_PRESENCE_REPEAT", "1S", "LAIWANG_PRESENCE_FORGET", "4S");
        try (Instance here = Instance.start(world, Service.GATEWAY, quick);
                Instance there = Instance.start(world, Service.GATEWAY, quick)) {
            Person alice = world.person("alice");
            Person bob = world.person("bob");
            alice.befriends(bob);
            alice = alice.through(here.url()).goesOnline();
            bob.through(there.url()).goesOnline();
            alice.sends(Map.of("type", "watch", "accountIds", List.of(bob.id())));
            awaitPresence(alice, bob, true);
            there.kill9();

            alice.phone().stream()
                    .await("presence", frame -> !frame.get("online").asBoolean());
        }
    }

    private static void awaitPresence(Person watcher, Person watched, boolean online) {
        TestStream stream = watcher.phone().stream();
        JsonNode presence =
                stream.await("presence", frame -> frame.get("online").asBoolean() == online);
        assertEquals(watched.id().toString(), presence.get("accountId").asText());
    }
}
