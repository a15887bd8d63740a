package io.laiwang.auth;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.laiwang.contracts.Json;
import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Input that nobody sends by accident: random, but the same in every run. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "auth"))
@WithTestResource(OtherServices.class)
class HostileInputTest {
    private static final int ROUNDS = 60;
    private static final List<String> PIECES = List.of(
            "a",
            "Z",
            "0",
            "_",
            " ",
            "\t",
            "'",
            "\"",
            "\\",
            "%",
            "%00",
            "\u0000",
            "\u202e",
            "é",
            "e\u0301",
            "🐦",
            "\ud800",
            "../",
            "<script>",
            "' or 1=1 --",
            "${jndi:ldap://x}",
            "{{7*7}}",
            "\r\nX: y",
            "０",
            "İ",
            "ı",
            "K");
    private static final List<Object> NOT_TEXT =
            List.of(1, -1.5, true, List.of(), List.of("a"), Map.of(), Map.of("a", 1));

    private final Random random = new Random(20_260_101);

    @Test
    void aHandleIsTakenAsItIsAllowedOrRefusedByName() {
        for (int i = 0; i < ROUNDS; i++) {
            String handle = text(1 + random.nextInt(4));
            Response answer = signUp("handle", handle);
            boolean allowed = handle.matches("[a-zA-Z][a-zA-Z0-9_]{2,31}");
            if (!allowed) {
                assertRefused(answer, "handle", handle);
            }
        }
    }

    @Test
    void aNameComesBackAsItWasSentOrIsRefusedByName() {
        for (int i = 0; i < ROUNDS; i++) {
            String name = text(1 + random.nextInt(30));
            Response answer = signUp("displayName", name);
            if (answer.statusCode() == 201) {
                assertEquals(name, answer.path("displayName"));
                assertTrue(name.codePointCount(0, name.length()) <= 64);
            } else {
                assertRefused(answer, "displayName", name);
            }
        }
    }

    @Test
    void whatIsNoTextIsRefusedEverywhere() {
        Someone ann = Someone.signUp();
        for (Object value : NOT_TEXT) {
            for (String field : List.of("handle", "password", "displayName")) {
                assertRefused(signUp(field, value), field, value);
            }
            Map<String, Function<Map<String, Object>, Response>> calls = Map.of(
                    "refreshToken", body -> Someone.json(body).post("/v1/sessions/refresh"),
                    "currentPassword", body -> ann.call(body).put("/v1/accounts/me/password"),
                    "bio", body -> ann.call(body).patch("/v1/accounts/me"),
                    "password", body -> ann.call(body).delete("/v1/accounts/me"));
            calls.forEach((field, call) -> assertRefused(call.apply(Map.of(field, value)), field, value));
        }
    }

    @Test
    void aTokenIsWholeOrNothing() {
        Someone ann = Someone.signUp();
        for (int i = 0; i < ROUNDS; i++) {
            String broken = broken(ann.token());
            Response answer = Someone.as(broken).get("/v1/accounts/me");
            assertEquals(401, answer.statusCode(), broken);
            assertEquals("unauthorized", answer.path("code"));
            assertEquals(
                    401, Someone.refresh(broken(ann.refreshToken())).extract().statusCode());
        }
        Someone.refresh(ann.refreshToken()).statusCode(200);
    }

    @Test
    void aBodyThatIsNoJsonIsARefusal() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[1 + random.nextInt(200)];
            random.nextBytes(bytes);
            for (String path : List.of("/v1/accounts", "/v1/sessions", "/v1/sessions/refresh")) {
                Response answer = post(path, bytes);
                assertEquals(400, answer.statusCode());
                assertEquals("invalid-request", answer.path("code"));
            }
        }
        assertEquals(
                413, post("/v1/accounts", " ".repeat(70_000).getBytes(UTF_8)).statusCode());
        assertEquals(
                400, post("/v1/accounts", "[".repeat(20_000).getBytes(UTF_8)).statusCode());
    }

    /** As bytes: RestAssured would lay a text out for its log, which for brackets in brackets takes all the memory. */
    private static Response post(String path, byte[] body) {
        return given().contentType("application/json").body(body).post(path);
    }

    private static Response signUp(String field, Object value) {
        Map<String, Object> body = new HashMap<>(
                Map.of("handle", Someone.newHandle(), "password", Someone.PASSWORD, "displayName", "Ann"));
        body.put(field, value);
        try {
            String json =
                    Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(body);
            return Someone.json(json).post("/v1/accounts");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertRefused(Response answer, String field, Object sent) {
        assertEquals(400, answer.statusCode(), () -> "%s: %s".formatted(field, sent));
        List<String> fields = answer.path("errors.field");
        assertTrue(fields.stream().anyMatch(f -> f.startsWith(field)), () -> field + " isn't in " + fields);
        assertTrue(
                !answer.asString().contains("io.laiwang") && !answer.asString().contains("java."), answer::asString);
    }

    private String text(int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** One character is another, or is missing; never in the last one, of which Base64 ignores some bits. */
    private String broken(String token) {
        int at = random.nextInt(token.length() - 1);
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        String rest = token.substring(at + 1);
        // the last character before a dot has bits that don't count either, so it is taken away
        boolean isLast = rest.startsWith(".");
        return random.nextBoolean() || isLast ? token.substring(0, at) + rest : token.substring(0, at) + other + rest;
    }
}
