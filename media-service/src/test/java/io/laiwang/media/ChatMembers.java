package io.laiwang.media;

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

/** Answers over HTTP what chat-service answers about members; a test says who they are. The quota is small. */
public final class ChatMembers implements QuarkusTestResourceLifecycleManager {
    static final int QUOTA = 27 * 1024 * 1024;

    private static final Map<String, String> RANGES = new ConcurrentHashMap<>();

    private HttpServer server;

    static void add(UUID conversationId, UUID accountId, long from, long to) {
        RANGES.put(
                "/internal/conversations/%s/members/%s".formatted(conversationId, accountId),
                "{\"fromSeq\":%d,\"toSeq\":%d}".formatted(from, to));
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String range = RANGES.get(exchange.getRequestURI().getPath());
            boolean trusted = ("Bearer " + EmbeddedStack.SERVICE_TOKEN)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = String.valueOf(range).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(!trusted ? 401 : range == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return Map.of(
                "LAIWANG_CHAT_URL",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "LAIWANG_MEDIA_QUOTA",
                Integer.toString(QUOTA),
                "laiwang.upload.idle",
                "3S");
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
