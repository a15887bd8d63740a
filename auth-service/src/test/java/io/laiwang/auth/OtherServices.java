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
import java.util.concurrent.ConcurrentHashMap;

/** Answers over HTTP what the other services answer; a test says what. What it hasn't said is a 404. */
public final class OtherServices implements QuarkusTestResourceLifecycleManager {
    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();

    private HttpServer server;

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
        byte[] body = String.valueOf(answer).getBytes(StandardCharsets.UTF_8);
        if (trusted && "".equals(answer)) {
            exchange.sendResponseHeaders(204, -1);
        } else {
            exchange.sendResponseHeaders(!trusted ? 401 : answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
