package io.laiwang.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * What auth-service is to services tested alone: access tokens as it makes them, the key that they are verified with,
 * and who takes their reports of erased accounts.
 */
public final class TestTokens {
    private static final String KID = "test";
    private static final String REPORTS = "laiwang.test.reports:";
    private static final String EVENTS = "laiwang.test.account-events:";
    private static final KeyPair KEYS = generate();

    private TestTokens() {}

    /** Serves the public key like auth-service does; returns the base URL. */
    static String start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] body = jwks().getBytes(StandardCharsets.UTF_8);
            server.createContext("/.well-known/jwks.json", exchange -> {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.createContext("/v1/sessions", exchange -> {
                boolean right = "right".equals(exchange.getRequestURI().getQuery());
                exchange.sendResponseHeaders(right ? 201 : 401, -1);
                exchange.close();
            });
            server.createContext("/internal/account-events", TestTokens::accountEvents);
            server.createContext("/internal/erasures/", exchange -> {
                String path = exchange.getRequestURI().getPath();
                System.setProperty(REPORTS + path, Integer.toString(Integer.getInteger(REPORTS + path, 0) + 1));
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
            System.setProperty("laiwang.test.private-key", encode(KEYS));
            return "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the service under test is told of all accounts when it asks; nothing otherwise.
     *
     * @param cursor of the page, none for the first
     */
    public static void answerAccountEvents(@Nullable String cursor, String page) {
        System.setProperty(EVENTS + cursor, page);
    }

    private static void accountEvents(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        String page = System.getProperty(
                EVENTS + (query == null ? null : query.replaceFirst("cursor=", "")),
                "{\"items\":[],\"nextCursor\":null}");
        boolean trusted = ("Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(trusted ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** How often the service under test has reported that it has forgotten an account. */
    public static int erasureReports(UUID accountId) {
        return Integer.getInteger(REPORTS + "/internal/erasures/%s/reports".formatted(accountId), 0);
    }

    public static String of(UUID accountId) {
        return of(accountId, UUID.randomUUID(), Duration.ofMinutes(10));
    }

    public static String of(UUID accountId, UUID sessionId, Duration lifetime) {
        return Jwt.issuer("laiwang")
                .audience("laiwang")
                .subject(accountId.toString())
                .claim("sid", sessionId.toString())
                .expiresIn(lifetime)
                .jws()
                .keyId(KID)
                .algorithm(io.smallrye.jwt.algorithm.SignatureAlgorithm.ES256)
                .sign(privateKey());
    }

    private static String jwks() {
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk((ECPublicKey) KEYS.getPublic());
            key.setKeyId(KID);
            key.setAlgorithm("ES256");
            return new JsonWebKeySet(key).toJson();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server is started by one class loader and tokens are made in another: a system property is what both see. */
    private static java.security.PrivateKey privateKey() {
        try {
            byte[] encoded = java.util.Base64.getDecoder().decode(System.getProperty("laiwang.test.private-key"));
            return java.security.KeyFactory.getInstance("EC")
                    .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(encoded));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(KeyPair keys) {
        return java.util.Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has elliptic curves", e);
        }
    }
}
