package io.laiwang.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A stream; what it gets is handed on at once. */
final class Phone {
    static final String USUAL = "a message of a usual length, as people write them";

    private static final long HELLO_SECONDS = 5;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final CompletableFuture<Void> hello = new CompletableFuture<>();
    private final WebSocket socket;
    private volatile boolean over;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    private Phone(Account account, Consumer<JsonNode> frames) {
        this.socket = HTTP.newWebSocketBuilder()
                .subprotocols("laiwang.v1")
                .header("Authorization", "Bearer " + account.token())
                .buildAsync(URI.create(account.url().replaceFirst("^http", "ws") + "/v1/stream"), new Listener(frames))
                .join();
    }

    /**
     * Returns after {@code hello}.
     *
     * @throws CompletionException where there is none
     */
    static Phone open(Account account, Consumer<JsonNode> frames) {
        Phone phone = new Phone(account, frames);
        try {
            phone.hello.orTimeout(HELLO_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            phone.socket.abort();
            throw e;
        }
        return phone;
    }

    /** The server has closed it, or it broke. */
    boolean isOver() {
        return over;
    }

    /** Its id is the reference of its answer too. */
    void say(UUID conversation, UUID id, String text) {
        send(Map.of(
                "type",
                "send",
                "ref",
                id,
                "conversationId",
                conversation,
                "id",
                id,
                "content",
                Map.of("type", "text", "text", text)));
    }

    synchronized void send(Object frame) {
        String text = new String(Json.bytes(frame), StandardCharsets.UTF_8);
        sent = sent.thenCompose(before -> socket.sendText(text, true));
    }

    private final class Listener implements WebSocket.Listener {
        private final Consumer<JsonNode> frames;
        private final StringBuilder text = new StringBuilder();

        private Listener(Consumer<JsonNode> frames) {
            this.frames = frames;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
            end();
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable failure) {
            end();
        }

        private void end() {
            over = true;
            hello.completeExceptionally(new IOException("the stream is over"));
        }

        private void take(String json) {
            try {
                JsonNode frame = Json.MAPPER.readTree(json);
                if (frame.path("type").asText().equals("hello")) {
                    hello.complete(null);
                }
                frames.accept(frame);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
