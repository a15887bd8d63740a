package io.laiwang.auth;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.laiwang.contracts.Json;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.HostileText;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Input that nobody sends by accident: random, but the same in every run. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "auth"))
@WithTestResource(OtherServices.class)
class HostileInputTest {
    private static final int ROUNDS = 60;
    private static final List<Object> NOT_TEXT =
            List.of(1, -1.5, true, List.of(), List.of("a"), Map.of(), Map.of("a", 1));

    private final HostileText hostile = new HostileText(20_260_101);

    @Test
    void aHandleIsTakenAsItIsAllowedOrRefusedByName() {
        for (int i = 0; i < ROUNDS; i++) {
            String handle = hostile.of(4);
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
            String name = hostile.of(30);
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
            String broken = hostile.broken(ann.token());
            Response answer = Someone.as(broken).get("/v1/accounts/me");
            assertEquals(401, answer.statusCode(), broken);
            assertEquals("unauthorized", answer.path("code"));
            assertEquals(
                    401,
                    Someone.refresh(hostile.broken(ann.refreshToken()))
                            .extract()
                            .statusCode());
        }
        Someone.refresh(ann.refreshToken()).statusCode(200);
    }

    @Test
    void aBodyThatIsNoJsonIsARefusal() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = hostile.bytes(200);
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
}
