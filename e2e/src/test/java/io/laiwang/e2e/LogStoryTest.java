package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.laiwang.stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a service says of what it does: for machines where they read it, and never what people said. */
class LogStoryTest {
    private final World world = World.get();

    @Test
    void isOneObjectALineWhereMachinesReadIt() throws IOException {
        Path log = world.logFolder().resolve("gateway.log");
        long before = Files.readAllLines(log).size();
        try (Instance gateway = Instance.start(world, Service.GATEWAY, Map.of("LAIWANG_LOG_FORMAT", "json"))) {
            assertEquals(200, gateway.readiness());
        }

        List<JsonNode> said = Files.readAllLines(log).stream()
                .skip(before)
                .filter(line -> line.startsWith("{"))
                .map(LogStoryTest::read)
                .toList();
        JsonNode started = said.stream()
                .filter(line -> line.get("message").asText().contains("started in"))
                .findFirst()
                .orElseThrow();
        assertEquals("gateway", started.get("service").asText());
        assertEquals("INFO", started.get("level").asText());
        OffsetDateTime.parse(started.get("timestamp").asText());
        assertFalse(started.get("loggerName").asText().isEmpty());
    }

    @Test
    void saysNothingOfWhatPeopleSay() throws IOException {
        String secret = UUID.randomUUID().toString();
        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob").goesOnline();
        alice.befriends(bob);
        Chat chat = alice.with(bob);
        alice.says(chat, "plain " + secret);
        Map<String, Object> burns = Map.of(
                "content", Map.of("type", "text", "text", "burns " + secret),
                "burn", Map.of("afterOpenSeconds", 3));
        alice.posts(chat, burns);
        alice.phone().stream().send("{\"type\":\"send\",\"text\":\"broken " + secret);
        alice.phone().stream().await("error");
        assertEquals(
                400,
                alice.api()
                        .post("/v1/contact-requests", Map.of("message", secret))
                        .status());
        Map<String, String> login = Map.of("handle", alice.handle(), "password", secret);
        assertTrue(new Api(world.url(), null).post("/v1/sessions", login).status() >= 400);

        try (Stream<Path> logs = Files.list(world.logFolder())) {
            for (Path log : logs.toList()) {
                String all = Files.readString(log);
                assertFalse(all.contains(secret), log.toString());
                assertFalse(all.contains(String.valueOf(alice.api().token())), log.toString());
                assertFalse(all.contains(Person.PASSWORD), log.toString());
            }
        }
    }

    private static JsonNode read(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
