package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.stack.Service;
import io.laiwang.testing.TestStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What an ack is worth. */
class CrashStoryTest {
    private static final int MESSAGES = 2_000;

    private final World world = World.get();

    @Test
    void aKilledChatServiceLosesNoAckedMessage() throws InterruptedException {
        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob").goesOnline();
        alice.befriends(bob);
        Chat chat = alice.with(bob);
        Map<UUID, String> unacked = new LinkedHashMap<>();
        for (int i = 0; i < MESSAGES; i++) {
            unacked.put(UUID.randomUUID(), "m" + i);
        }
        Map<UUID, String> all = Map.copyOf(unacked);

        int sent = 0;
        for (Map.Entry<UUID, String> message : unacked.entrySet()) {
            alice.phone().stream().send(Phone.text(chat, message.getKey(), message.getValue()));
            if (++sent == MESSAGES / 2) {
                awaitSomeAcks(alice.phone().stream());
                world.kill9(Service.CHAT_SERVICE);
            }
        }
        Map<UUID, Long> acked = sendAgainUntilAllAreAcked(alice, chat, unacked);

        List<JsonNode> history = bob.history(chat);
        assertEquals(
                LongStream.rangeClosed(1, MESSAGES).boxed().toList(),
                history.stream().map(m -> m.get("seq").asLong()).toList());
        assertEquals(
                all.keySet(),
                history.stream().map(m -> UUID.fromString(m.get("id").asText())).collect(Collectors.toSet()));
        for (JsonNode message : history) {
            UUID id = UUID.fromString(message.get("id").asText());
            assertEquals(acked.get(id), message.get("seq").asLong(), "acked with the seq that it has");
            assertEquals(all.get(id), message.get("content").get("text").asText());
        }
        bob.goesOffline().goesOnline();
        assertEquals(MESSAGES, bob.phone().texts(chat).size());
        world.awaitReady();
    }

    /** Whoever was killed is missed for seconds, not for Kafka's 45. */
    @Test
    void aKilledGroupServiceSoonKnowsNewPeopleAgain() throws InterruptedException {
        world.kill9(Service.GROUP_SERVICE);
        world.awaitReady();

        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob").goesOnline();
        alice.befriends(bob);

        alice.says(bob, "hi");
        bob.hears("hi");
    }

    private static void awaitSomeAcks(TestStream stream) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> stream.frames("ack").size() > 50);
    }

    /** As a client does it: what has no ack goes again, in order, under its old id. */
    private static Map<UUID, Long> sendAgainUntilAllAreAcked(Person alice, Chat chat, Map<UUID, String> unacked) {
        Map<UUID, Long> acked = new LinkedHashMap<>();
        for (int round = 0; round < 30; round++) {
            Set<String> waiting = unacked.keySet().stream().map(UUID::toString).collect(Collectors.toSet());
            TestStream stream = alice.phone().stream();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> answered(stream, waiting));
            for (JsonNode ack : stream.frames("ack")) {
                UUID id = UUID.fromString(ack.get("id").asText());
                Long before = acked.putIfAbsent(id, ack.get("seq").asLong());
                assertTrue(before == null || before == ack.get("seq").asLong(), "one id, one seq");
                unacked.remove(id);
            }
            if (unacked.isEmpty()) {
                return acked;
            }
            // what was too much at once may come after the second that the server asks for
            Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            alice.goesOffline().goesOnline();
            new ArrayList<>(unacked.entrySet())
                    .forEach(m -> alice.phone().stream().send(Phone.text(chat, m.getKey(), m.getValue())));
        }
        throw new AssertionError("without an ack: " + unacked.size());
    }

    private static boolean answered(TestStream stream, Set<String> waiting) {
        Set<String> answered =
                stream.frames("ack").stream().map(f -> f.get("ref").asText()).collect(Collectors.toSet());
        stream.frames("error").forEach(f -> answered.add(f.get("ref").asText()));
        return answered.containsAll(waiting);
    }
}
