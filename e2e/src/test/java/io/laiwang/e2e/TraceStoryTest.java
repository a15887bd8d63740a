package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.e2e.TraceCollector.Told;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever collects traces sees the whole way of what somebody did, and nothing of what they said. */
class TraceStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TraceCollector collector;
    private static OwnStack own;
    private static Person alice;
    private static Person bob;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        collector = new TraceCollector();
        own = OwnStack.start("""
                laiwang.traces=otlp
                quarkus.otel.exporter.otlp.endpoint=%s
                quarkus.otel.traces.sampler.arg=1.0
                quarkus.otel.bsp.schedule.delay=200ms
                """.formatted(collector.url()));
        alice = Person.signUp(own.stack().url(), "alice").goesOnline();
        bob = Person.signUp(own.stack().url(), "bob").goesOnline();
        alice.befriends(bob);
    }

    @AfterAll
    static void stop() {
        if (own != null) {
            own.close();
        }
        collector.close();
    }

    @Test
    void aMessageIsOneTraceFromItsFrameToTheSockets() {
        Chat chat = alice.with(bob);
        alice.says(chat, "hello");
        bob.hears(chat, "hello");

        List<Told> trace = awaitTrace(Set.of(
                "gateway: frame",
                "gateway: command",
                "gateway: send laiwang.conversation-commands",
                "chat-service: process laiwang.conversation-commands",
                "chat-service: send laiwang.deliveries",
                "gateway: process laiwang.deliveries"));

        Set<String> ids = trace.stream().map(Told::id).collect(Collectors.toSet());
        List<Told> roots =
                trace.stream().filter(span -> !ids.contains(span.parent())).toList();
        assertEquals(List.of("gateway: frame"), roots.stream().map(Told::name).toList());
    }

    @Test
    void whatGoesThroughTheOutboxStaysInTheTraceOfItsRequest() {
        alice.opensGroup("Friday", bob);

        awaitTrace(Set.of(
                "gateway: POST",
                "group-service: POST /v1/groups",
                "group-service: send laiwang.conversation-commands",
                "chat-service: process laiwang.conversation-commands",
                "chat-service: send laiwang.deliveries",
                "gateway: process laiwang.deliveries"));
    }

    @Test
    void tracesHoldNothingThatWasSaidAndNoSecret() {
        String secret = UUID.randomUUID().toString();
        Chat chat = alice.with(bob);
        alice.says(chat, "plain " + secret);
        Map<String, Object> burns = Map.of(
                "content", Map.of("type", "text", "text", "burns " + secret),
                "burn", Map.of("afterOpenSeconds", 3));
        alice.posts(chat, burns);
        String query = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        assertEquals(200, alice.api().get("/v1/messages/search?q=" + query).status());
        new Api(own.stack().url(), null).get("/v1/stream?ticket=" + secret);

        awaitTrace(Set.of("gateway: GET", "chat-service: GET /v1/messages/search"));
        Awaitility.await().atMost(PATIENCE).until(() -> collector.text().contains("/v1/stream"));
        String told = collector.text();
        assertTrue(told.contains("/v1/messages/search"));
        assertFalse(told.contains(secret));
        assertFalse(told.contains(String.valueOf(alice.api().token())));
        assertFalse(told.contains(Person.PASSWORD));
    }

    /** The first trace that has all of these. */
    private static List<Told> awaitTrace(Set<String> names) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> collector.all().stream().collect(Collectors.groupingBy(Told::trace)).values().stream()
                                .filter(trace ->
                                        trace.stream().map(Told::name).toList().containsAll(names))
                                .findFirst()
                                .orElse(List.of()),
                        trace -> !trace.isEmpty());
    }
}
