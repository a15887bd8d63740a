package io.laiwang.auth.key;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.laiwang.auth.OtherServices;
import io.laiwang.contracts.Json;
import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.KeyFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "auth"))
@WithTestResource(OtherServices.class)
class KeyRotationTest {
    private static final String PASSWORD = "correct horse battery";

    @Inject
    SigningKeys keys;

    @Inject
    Pool pool;

    /** Others in this JVM find one key that is neither too new nor too old. */
    @AfterEach
    void settle() throws Throwable {
        sql("update signing_key set created_at = now() - interval '1 day'");
        check();
    }

    @Test
    void aKeyIsPublishedThenSignsThenIsForgotten() throws Throwable {
        String handle = "k" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        given().contentType("application/json")
                .body(Map.of("handle", handle, "password", PASSWORD, "displayName", "Ann"))
                .post("/v1/accounts")
                .then()
                .statusCode(201);
        String before = login(handle);
        sql("update signing_key set created_at = now() - interval '31 days'");

        check();
        assertEquals(2, published().size());
        assertEquals(kid(before), kid(login(handle)), "the new key is known to nobody yet");

        sql(
                "update signing_key set created_at = now() - interval '16 minutes' where created_at > now() - interval '1 hour'");
        check();
        String after = login(handle);
        assertNotEquals(kid(before), kid(after));
        for (String token : List.of(before, after)) {
            assertEquals(200, status(token));
        }

        sql(
                "update signing_key set created_at = now() - interval '2 hours' where created_at > now() - interval '1 hour'");
        check();
        assertEquals(List.of(kid(after)), published());
        assertEquals(200, status(after));
    }

    @Test
    void theKeySetMayBeKeptForFiveMinutes() {
        assertEquals(
                "public, max-age=300", given().get("/.well-known/jwks.json").header("Cache-Control"));
    }

    @Test
    void aPrivateKeyIsNotReadableInTheDatabase() throws Exception {
        published();
        byte[] stored = sql("select private_key from signing_key limit 1")
                .iterator()
                .next()
                .getBuffer(0)
                .getBytes();
        KeyFactory factory = KeyFactory.getInstance("EC");
        assertThrows(InvalidKeySpecException.class, () -> factory.generatePrivate(new PKCS8EncodedKeySpec(stored)));
    }

    private void check() throws Throwable {
        VertxContextSupport.subscribeAndAwait(keys::check);
    }

    private static String login(String handle) {
        return given().contentType("application/json")
                .body(Map.of(
                        "handle", handle, "password", PASSWORD, "device", Map.of("name", "phone", "platform", "test")))
                .post("/v1/sessions")
                .path("accessToken");
    }

    private static int status(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/v1/accounts/me")
                .statusCode();
    }

    private static List<String> published() {
        return given().get("/.well-known/jwks.json").path("keys.kid");
    }

    private static String kid(String token) throws IOException {
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return Json.MAPPER.readTree(header).get("kid").asText();
    }

    private RowSet<io.vertx.mutiny.sqlclient.Row> sql(String sql) {
        return pool.query(sql).execute().await().atMost(Duration.ofSeconds(10));
    }
}
