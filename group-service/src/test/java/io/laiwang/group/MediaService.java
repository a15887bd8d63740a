package io.laiwang.group;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers over HTTP what media-service answers about avatars. */
public final class MediaService implements QuarkusTestResourceLifecycleManager {
    private static final Set<String> PICTURES = ConcurrentHashMap.newKeySet();
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    private HttpServer server;

    static UUID pictureOf(UUID owner) {
        UUID id = UUID.randomUUID();
        PICTURES.add("{\"mediaId\":\"%s\",\"ownerId\":\"%s\"}".formatted(id, owner));
        return id;
    }

    /** What came, as {@code path body}. */
    static List<String> asked(String path) {
        return ASKED.stream().filter(call -> call.startsWith(path)).toList();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", MediaService::answer);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of("LAIWANG_MEDIA_URL", url);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        boolean trusted = ("Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean good = !path.startsWith("/internal/avatars/") || body.equals("{}") || PICTURES.contains(body);
        if (trusted && good) {
            ASKED.add(path + " " + body);
        }
        exchange.sendResponseHeaders(!trusted ? 401 : good ? 204 : 404, -1);
        exchange.close();
    }
}
