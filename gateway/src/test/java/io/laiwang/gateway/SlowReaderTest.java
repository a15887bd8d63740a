package io.laiwang.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.Delivery;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestStream;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A client that doesn't read costs a bounded buffer, is told to sync again, and slows nobody. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class SlowReaderTest {
    /** More than the buffers of both ends' sockets and the stream's own. */
    private static final int FRAMES = 800;

    private static final String FILLING = "x".repeat(32 * 1024);

    @Inject
    RecordSender records;

    @Inject
    Vertx vertx;

    private final UUID ann = UUID.randomUUID();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Test
    void isToldToSyncAgainAndGoesOn() throws Exception {
        UUID conversation = UUID.randomUUID();
        try (TestStream fast = TestStream.open(StreamTest.url(), TestTokens.of(ann));
                Sequencer sequencer = new Sequencer(conversation, records)) {
            fast.await("hello");
            WebSocket slow = connect();
            Awaitility.await().until(() -> has("hello"));
            slow.pause();
            for (int number = 1; number <= FRAMES; number++) {
                sequencer.deliver(frame(conversation, number));
            }
            fast.await("filling", frame -> frame.get("number").asInt() == FRAMES);
            slow.resume();
            Awaitility.await().until(() -> has("resync"));
            assertTrue(seen.size() < FRAMES);
            sequencer.deliver(frame(conversation, FRAMES + 1));
            Awaitility.await().until(() -> seen.getLast().contains("\"number\":" + (FRAMES + 1) + ","));
            slow.close();
        }
    }

    private Delivery frame(UUID conversation, int number) {
        String frame = "{\"type\":\"filling\",\"number\":%d,\"x\":\"%s\"}".formatted(number, FILLING);
        return new Delivery(conversation, List.of(ann), frame.getBytes(StandardCharsets.UTF_8), null, null, null);
    }

    private boolean has(String type) {
        return seen.stream().anyMatch(frame -> frame.startsWith("{\"type\":\"" + type + "\""));
    }

    private WebSocket connect() throws Exception {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setAbsoluteURI(StreamTest.url().replaceFirst("http", "ws") + "/v1/stream")
                .addSubProtocol("laiwang.v1")
                .putHeader("Authorization", "Bearer " + TestTokens.of(ann));
        ClientWebSocket socket = vertx.createWebSocketClient().webSocket();
        // before it is connected, or the greeting passes by
        socket.textMessageHandler(seen::add);
        return socket.connect(options).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
