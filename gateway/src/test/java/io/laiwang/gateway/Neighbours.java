package io.laiwang.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The services behind the gateway, over HTTP: group-service says what it was asked, media-service counts bytes and
 * knows one kind of medium, chat-service keeps contents, knows timers and what a test tells it of members, but is
 * down for everybody else.
 */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {
    /** Doodles whose ids begin so are everybody's to send. */
    static final String GOOD_DOODLE = "d00d1e00-";

    /** Media whose ids begin so are everybody's to send. */
    static final String GOOD_MEDIUM = "00000000-";

    /** Conversations whose ids begin so have a timer of a minute. */
    static final String TIMED = "60000000-";

    /** What was handed over, by the path. */
    static final Map<String, String> SEALED = new ConcurrentHashMap<>();

    /** A conversation of which no content can be kept. */
    static final String FULL = "f0110000-";

    /** The media that were claimed for a message alone. */
    static final Set<String> CLAIMED = ConcurrentHashMap.newKeySet();

    /** Every doodle that is kept gets this id. */
    static final String KEPT_DOODLE = "d00d1e00-0000-7000-8000-000000000000";

    /** The drawings that were kept last, by account. */
    static final Map<String, byte[]> KEPT = new ConcurrentHashMap<>();

    /** Accounts whose ids begin so are asked about slowly, and the most of them at once is noted. */
    static final String SLOW = "51000000-";

    private static final byte[] NOBODY = "{\"accountIds\":[]}".getBytes(StandardCharsets.UTF_8);

    static final AtomicInteger MOST_SLOW_AT_ONCE = new AtomicInteger();

    private static final AtomicInteger SLOW_NOW = new AtomicInteger();

    private final Map<String, byte[]> told = new ConcurrentHashMap<>();
    private HttpServer server;
    private HttpServer chat;

    @Override
    public Map<String, String> start() {
        server = server();
        chat = server();
        server.createContext("/internal/accounts/", this::asTold);
        server.createContext("/", Neighbours::echo);
        server.createContext("/v1/groups/broken", exchange -> answer(exchange, 500, "java.lang.Secret: at Here.java"));
        server.createContext("/v1/groups/silent", exchange -> {});
        server.createContext("/v1/groups/half", Neighbours::half);
        server.createContext("/v1/media", Neighbours::count);
        server.createContext("/v1/doodles", Neighbours::count);
        server.createContext("/internal/media/", Neighbours::mayRead);
        server.createContext("/internal/doodles/", Neighbours::mayRead);
        server.start();
        chat.createContext("/", HttpExchange::close);
        chat.createContext("/internal/conversations/", exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/members")) {
                asTold(exchange);
            } else {
                keep(exchange);
            }
        });
        chat.start();
        return settings(url(server), url(chat));
    }

    private static Map<String, String> settings(String services, String chat) {
        return Map.ofEntries(
                Map.entry("LAIWANG_GROUP_URL", services),
                Map.entry("LAIWANG_MEDIA_URL", services),
                Map.entry("LAIWANG_CHAT_URL", chat),
                Map.entry("LAIWANG_TRUSTED_PROXIES", "127.0.0.1"),
                Map.entry("laiwang.stream.heartbeat", "2S"),
                Map.entry("laiwang.stream.silence", "15S"),
                Map.entry("laiwang.presence.repeat", "1S"),
                Map.entry("laiwang.presence.forget", "6S"),
                Map.entry("laiwang.board.join", "50MS"),
                Map.entry("laiwang.board.compare", "1S"),
                Map.entry("laiwang.command.deadline", "2S"),
                Map.entry("laiwang.limit.calls.permits", "1"),
                Map.entry("laiwang.limit.calls.burst", "60"),
                Map.entry("quarkus.shutdown.timeout", "1S"));
    }

    /** Who throws breaks the connection. */
    private static void half(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("half of it".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        throw new IOException("and no more");
    }

    private static HttpServer server() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A test tells by PUT what is answered to GET and POST. */
    private void asTold(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.endsWith("/doodles")) {
            KEPT.put(path.split("/")[3], body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            answer(exchange, 201, "{\"id\":\"%s\"}".formatted(KEPT_DOODLE));
            return;
        }
        if (exchange.getRequestMethod().equals("PUT")) {
            told.put(path, body);
            answer(exchange, 200, "{}");
            return;
        }
        if (path.contains(SLOW)) {
            takeTime();
        }
        byte[] known = path.endsWith("/blocked") ? told.getOrDefault(path, NOBODY) : told.get(path);
        boolean trusted = ("Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer(
                exchange,
                !trusted ? 401 : known == null ? 404 : 200,
                known == null ? "{}" : new String(known, StandardCharsets.UTF_8));
    }

    private static void takeTime() {
        MOST_SLOW_AT_ONCE.accumulateAndGet(SLOW_NOW.incrementAndGet(), Math::max);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        SLOW_NOW.decrementAndGet();
    }

    private static void echo(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestHeaders();
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Request-Id", String.valueOf(asked.getFirst("X-Request-Id")));
        answer(exchange, 200, """
            {"method":"%s","uri":"%s","requestId":"%s","authorization":"%s"}\
            """.formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        asked.getFirst("X-Request-Id"),
                        asked.getFirst("Authorization")));
    }

    private static void count(HttpExchange exchange) throws IOException {
        long size = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer(exchange, 201, "{\"size\":%d}".formatted(size));
    }

    private static void keep(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/timer")) {
            answer(exchange, 200, "{\"seconds\":%d}".formatted(path.contains("/" + TIMED) ? 60 : 0));
        } else if (path.contains("/" + FULL)) {
            answer(exchange, 503, "{}");
        } else {
            SEALED.put(path, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        }
    }

    private static void mayRead(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean trusted = ("Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean good = path.startsWith("/internal/media/" + GOOD_MEDIUM)
                || path.startsWith("/internal/doodles/" + GOOD_DOODLE);
        String use = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (use.contains("\"sealed\":true")) {
            CLAIMED.add(path.split("/")[3]);
        }
        exchange.sendResponseHeaders(!trusted ? 401 : good ? 204 : 404, -1);
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void stop() {
        server.stop(0);
        chat.stop(0);
    }
}
