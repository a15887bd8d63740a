package io.laiwang.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestStream;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames of a stream that concern only the two ends of it. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class StreamTest {
    private static final int MAX_FRAME = 64 * 1024;

    @Inject
    Vertx vertx;

    private final UUID ann = UUID.randomUUID();

    @Test
    void wantsATokenAtTheUpgrade() {
        assertEquals(401, TestStream.refusal(url(), "nonsense"));
        assertEquals(401, TestStream.refusal(url(), TestTokens.of(ann, UUID.randomUUID(), Duration.ofMinutes(-1))));
    }

    @Test
    void greetsFirst() {
        UUID session = UUID.randomUUID();
        try (TestStream stream = TestStream.open(url(), TestTokens.of(ann, session, Duration.ofMinutes(1)))) {
            JsonNode hello = stream.await("hello");
            assertEquals(session.toString(), hello.get("sessionId").asText());
            assertEquals(2, hello.get("heartbeatSeconds").asInt());
            assertTrue(hello.get("serverTime").asText().matches("[0-9T:-]+\\.\\d{3}Z"));
        }
    }

    @Test
    void answersAPingWithItsReference() {
        try (TestStream stream = open()) {
            stream.send("{\"type\":\"ping\",\"ref\":\"p-1\",\"more\":true}");
            assertEquals(Json.MAPPER.createObjectNode().put("type", "pong").put("ref", "p-1"), stream.await("pong"));
            stream.send("{\"type\":\"ping\"}");
            assertEquals("ref", firstError(stream).at("/problem/errors/0/field").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "[]",
                "null",
                "5",
                "\"ping\"",
                "{}",
                "{\"type\":5}",
                "{\"type\":null}",
                "{\"type\":\"PING\",\"ref\":\"r\"}",
                "{\"type\":\"ping\",\"ref\":\"r\"} {}",
                "{\"type\":[[[[\"ping\"]]]],\"ref\":\"r\"}",
                "DEEP"
            })
    void tellsOfAFrameThatMakesNoSenseAndGoesOn(String text) {
        try (TestStream stream = open()) {
            stream.send(text.equals("DEEP") ? "[".repeat(20_000) : text);
            JsonNode problem = firstError(stream).get("problem");
            assertEquals("invalid-request", problem.get("code").asText());
            assertEquals(400, problem.get("status").asInt());
            assertFalse(problem.toString().contains("Exception"));
            stream.send("{\"type\":\"ping\",\"ref\":\"after\"}");
            stream.await("pong");
        }
    }

    @Test
    void repeatsTheReferenceOfWhatItRefuses() {
        try (TestStream stream = open()) {
            stream.send("{\"type\":\"dance\",\"ref\":\"d-1\"}");
            assertEquals("d-1", firstError(stream).get("ref").asText());
        }
    }

    @Test
    void twentyFramesWithoutSenseAreEnough() {
        try (TestStream stream = open()) {
            for (int i = 0; i < 19; i++) {
                stream.send("{");
            }
            stream.send("{\"type\":\"ping\",\"ref\":\"still\"}");
            stream.await("pong");
            stream.send("{");
            assertEquals(1008, stream.awaitClose());
            assertEquals(1, stream.frames("bye").size());
        }
    }

    @Test
    void binaryFramesCloseIt() {
        try (TestStream stream = open()) {
            stream.sendBinary(new byte[] {1, 2, 3});
            assertEquals(1003, stream.awaitClose());
        }
    }

    @Test
    void aFrameHas64KibibytesAtMost() {
        try (TestStream stream = open()) {
            String ping = "{\"type\":\"ping\",\"ref\":\"large\"}";
            stream.send(ping + " ".repeat(MAX_FRAME - ping.length()));
            stream.await("pong");
            stream.send(ping + " ".repeat(MAX_FRAME - ping.length() + 1));
            assertEquals(1009, stream.awaitClose());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFrameThatIsTooLargeClosesItInOnePieceAndInMany(boolean one) throws Exception {
        WebSocket socket = vertxSocket();
        CompletableFuture<Short> closed = new CompletableFuture<>();
        socket.closeHandler(ended -> closed.complete(socket.closeStatusCode()));
        String half = "x".repeat(MAX_FRAME / 2 + 1);
        if (one) {
            socket.writeFrame(WebSocketFrame.textFrame(half + half, true));
        } else {
            socket.writeFrame(WebSocketFrame.textFrame(half, false));
            socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(half), true));
        }
        assertEquals((short) 1009, closed.get(10, TimeUnit.SECONDS));
    }

    @Test
    void anAccountHasTenOfThem() {
        String token = TestTokens.of(ann);
        List<TestStream> streams = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            streams.add(TestStream.open(url(), token));
        }
        streams.forEach(stream -> stream.await("hello"));
        assertEquals(429, TestStream.refusal(url(), token));
        try (TestStream other = TestStream.open(url(), TestTokens.of(UUID.randomUUID()))) {
            other.await("hello");
        }
        streams.getFirst().close();
        Awaitility.await().ignoreExceptions().until(() -> {
            streams.add(TestStream.open(url(), token));
            return true;
        });
        streams.forEach(TestStream::close);
    }

    @Test
    void anUnknownTicketIsRefused() {
        RestAssured.given()
                .get("/v1/stream?ticket=unknown")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer");
    }

    @Test
    void whatIsNoHandshakeIsRefused() {
        RestAssured.given()
                .header("Authorization", "Bearer " + TestTokens.of(ann))
                .get("/v1/stream")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private WebSocket vertxSocket() throws Exception {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setAbsoluteURI(url().replaceFirst("http", "ws") + "/v1/stream")
                .addSubProtocol("laiwang.v1")
                .putHeader("Authorization", "Bearer " + TestTokens.of(ann));
        return vertx.createWebSocketClient()
                .connect(options)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private TestStream open() {
        TestStream stream = TestStream.open(url(), TestTokens.of(ann));
        stream.await("hello");
        return stream;
    }

    private static JsonNode firstError(TestStream stream) {
        return stream.await("error");
    }

    static String url() {
        return RestAssured.baseURI + ":" + RestAssured.port;
    }
}
