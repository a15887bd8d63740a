package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.testing.TestStream;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SessionStoryTest {
    private static final Duration WITHDRAWN_WITHIN = Duration.ofSeconds(2);

    private final World world = World.get();

    @Test
    void loggingOutClosesTheStreamAndVoidsTheToken() {
        Person alice = world.person("alice").goesOnline();
        TestStream stream = alice.phone().stream();

        assertEquals(204, alice.api().delete("/v1/sessions/current").status());

        assertEquals(4401, stream.awaitClose());
        Awaitility.await()
                .atMost(WITHDRAWN_WITHIN)
                .until(() -> alice.api().get("/v1/conversations").status() == 401);
        assertEquals(401, alice.api().get("/v1/accounts/me").status());
    }

    @Test
    void aTicketOpensOneStreamOnce() {
        Person alice = world.person("alice");
        String ticket = Person.created(alice.api().post("/v1/stream-tickets", null))
                .get("ticket")
                .asText();

        TestStream stream = TestStream.openWithTicket(world.url(), ticket);

        assertEquals(30, stream.await("hello").get("heartbeatSeconds").asInt());
        assertThrows(RuntimeException.class, () -> TestStream.openWithTicket(world.url(), ticket));
        assertThrows(RuntimeException.class, () -> TestStream.openWithTicket(world.url(), "made-up"));
        stream.close();
    }

    @Test
    void aRefreshedSessionGoesOnUnderANewToken() {
        Person alice = world.person("alice");
        Api nobody = new Api(world.url(), null);
        Map<String, Object> login = Map.of(
                "handle",
                alice.handle(),
                "password",
                Person.PASSWORD,
                "device",
                Map.of("name", "second", "platform", "test"));
        JsonNode first = Person.created(nobody.post("/v1/sessions", login));
        Map<String, String> refresh =
                Map.of("refreshToken", first.get("refreshToken").asText());

        Api.Reply second = nobody.post("/v1/sessions/refresh", refresh);
        Api.Reply lostAnswer = nobody.post("/v1/sessions/refresh", refresh);

        assertEquals(200, second.status());
        assertEquals(second.body(), lostAnswer.body(), "a lost answer logs nobody out");
        assertNotEquals(first.get("accessToken"), second.body().get("accessToken"));
        assertEquals(first.get("sessionId"), second.body().get("sessionId"));
        Api fresh = new Api(world.url(), second.body().get("accessToken").asText());
        assertEquals(2, fresh.get("/v1/sessions").body().get("items").size());
    }
}
