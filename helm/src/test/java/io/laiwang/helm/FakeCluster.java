package io.laiwang.helm;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An API server that knows secrets and nothing else: what a template's {@code lookup} asks. */
final class FakeCluster {
    private static final String SECRETS = "/api/v1/namespaces/laiwang/secrets/";
    private static final String RESOURCES = """
            {"kind":"APIResourceList","groupVersion":"v1","resources":[\
            {"name":"secrets","singularName":"secret","namespaced":true,"kind":"Secret","verbs":["get"]}]}""";
    private static final String NOT_FOUND = """
            {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}""";

    /** Manifests by name. */
    static final Map<String, String> SECRET = new ConcurrentHashMap<>();

    private FakeCluster() {}

    /** Started once a JVM, and named in the file that KUBECONFIG names. */
    static void start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().getPath();
                String found = path.equals("/api/v1")
                        ? RESOURCES
                        : path.startsWith(SECRETS) ? SECRET.get(path.substring(SECRETS.length())) : null;
                byte[] body = (found == null ? NOT_FOUND : found).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(found == null ? 404 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            Files.writeString(Path.of(System.getenv("KUBECONFIG")), """
                    apiVersion: v1
                    kind: Config
                    current-context: test
                    contexts: [{name: test, context: {cluster: test, user: test}}]
                    users: [{name: test, user: {}}]
                    clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
                    """.formatted(
                            server.getAddress().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
