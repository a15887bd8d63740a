package io.laiwang.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers over HTTP what the other services answer; a test says what. What it hasn't said is a 404. */
public final class OtherServices implements QuarkusTestResourceLifecycleManager {
    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();

    private HttpServer server;

    private static final Map<String, Blob> BLOBS = new ConcurrentHashMap<>();

    /** Bytes that can be told apart, of which none is kept. */
    private static final class Blob {
        private final long size;
        private final AtomicInteger asked = new AtomicInteger();
        private volatile int failsAfter = Integer.MAX_VALUE;

        private Blob(long size) {
            this.size = size;
        }

        private byte[] part(long from, int length) {
            byte[] part = new byte[(int) Math.max(0, Math.min(length, size - from))];
            for (int i = 0; i < part.length; i++) {
                part[i] = byteAt(from + i);
            }
            return part;
        }
    }

    public static byte byteAt(long index) {
        return (byte) (index * 31 + index / 251);
    }

    /** Serves the parts of a medium that media-service would have. */
    public static void blob(UUID account, UUID medium, long size) {
        BLOBS.put("/internal/accounts/%s/media/%s".formatted(account, medium), new Blob(size));
    }

    /** From then on each part is a 500. */
    public static void failsAfter(UUID account, UUID medium, int parts) {
        BLOBS.get("/internal/accounts/%s/media/%s".formatted(account, medium)).failsAfter = parts;
    }

    public static int partsAsked(UUID account, UUID medium) {
        return BLOBS.get("/internal/accounts/%s/media/%s".formatted(account, medium))
                .asked
                .get();
    }

    /** @param body an empty one is a 204 */
    public static void answer(String path, String body) {
        ANSWERS.put(path, body);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", OtherServices::answer);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of("LAIWANG_GROUP_URL", url, "LAIWANG_CHAT_URL", url, "LAIWANG_MEDIA_URL", url);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String answer = ANSWERS.get(exchange.getRequestURI().toString());
        boolean trusted = ("Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        Blob blob = BLOBS.get(exchange.getRequestURI().getPath());
        if (trusted && blob != null) {
            answer(exchange, blob);
            return;
        }
        byte[] body = String.valueOf(answer).getBytes(StandardCharsets.UTF_8);
        if (trusted && "".equals(answer)) {
            exchange.sendResponseHeaders(204, -1);
        } else {
            exchange.sendResponseHeaders(!trusted ? 401 : answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static void answer(HttpExchange exchange, Blob blob) throws IOException {
        String[] query = exchange.getRequestURI().getQuery().split("[=&]");
        byte[] part = blob.part(Long.parseLong(query[1]), Integer.parseInt(query[3]));
        boolean fails = blob.asked.incrementAndGet() > blob.failsAfter;
        exchange.sendResponseHeaders(fails ? 500 : 200, fails ? -1 : part.length);
        if (!fails) {
            exchange.getResponseBody().write(part);
        }
        exchange.close();
    }
}
