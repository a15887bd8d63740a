package io.laiwang.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client of the stream that keeps every frame it gets. */
public final class TestStream implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Set<String> ANSWERS = Set.of("ack", "error");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    private TestStream(URI uri, Map<String, String> headers) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols("laiwang.v1");
        headers.forEach(builder::header);
        this.socket = builder.buildAsync(uri, new Listener())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /** @param url the gateway's, {@code http://…} */
    public static TestStream open(String url, String accessToken) {
        return new TestStream(
                URI.create(url.replaceFirst("^http", "ws") + "/v1/stream"),
                Map.of("Authorization", "Bearer " + accessToken));
    }

    public static TestStream openWithTicket(String url, String ticket) {
        return new TestStream(URI.create(url.replaceFirst("^http", "ws") + "/v1/stream?ticket=" + ticket), Map.of());
    }

    /** The status with which the upgrade is refused. */
    public static int refusal(String url, String accessToken) {
        try (TestStream opened = open(url, accessToken)) {
            throw new AssertionError("the stream was opened: " + opened.frames);
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    public synchronized void send(Object frame) {
        sendText(
                frame instanceof String text
                        ? text
                        : new String(Json.bytes(frame), java.nio.charset.StandardCharsets.UTF_8));
    }

    private void sendText(String text) {
        sent = sent.thenCompose(ignored -> socket.sendText(text, true));
    }

    public synchronized void sendBinary(byte[] bytes) {
        sent = sent.thenCompose(ignored -> socket.sendBinary(ByteBuffer.wrap(bytes), true));
    }

    public JsonNode await(String type) {
        return await(type, frame -> true);
    }

    public JsonNode await(String type, Predicate<JsonNode> which) {
        return org.awaitility.Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> find(type, which), Optional::isPresent)
                .orElseThrow();
    }

    public Optional<JsonNode> find(String type, Predicate<JsonNode> which) {
        return frames(type).stream().filter(which).findFirst();
    }

    /** The {@code ack} or {@code error} for a frame that was sent. */
    public Optional<JsonNode> answer(String ref) {
        return frames.stream()
                .filter(f -> ANSWERS.contains(f.get("type").asText())
                        && f.path("ref").asText().equals(ref))
                .findFirst();
    }

    public List<JsonNode> frames(String type) {
        return frames.stream().filter(f -> f.get("type").asText().equals(type)).toList();
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /** The code that the server closed with. */
    public int awaitClose() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(parse(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.complete(1006);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
