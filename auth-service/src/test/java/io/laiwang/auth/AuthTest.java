package io.laiwang.auth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "auth"))
@WithTestResource(OtherServices.class)
class AuthTest {
    private static final String PASSWORD = "correct horse battery";

    @Test
    void signsUpLogsInAndKnowsItself() {
        String handle = newHandle();
        String id = signUp(handle)
                .statusCode(201)
                .body("handle", equalTo(handle))
                .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Request-Id", notNullValue())
                .extract()
                .path("id");

        String token = login(handle).path("accessToken");

        as(token)
                .get("/v1/accounts/me")
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("bio", equalTo(null));
        as(token)
                .get("/v1/accounts/" + id)
                .then()
                .body("keySet()", equalTo(java.util.Set.of("id", "handle", "displayName", "avatarMediaId")));
        as(token)
                .get("/v1/accounts?handle=" + handle.toUpperCase(java.util.Locale.ROOT))
                .then()
                .body("id", equalTo(id));
        as(token).get("/v1/accounts?handle=nobody_here").then().statusCode(404);
        as(token).get("/v1/accounts/not-an-id").then().statusCode(404).body("code", equalTo("not-found"));
    }

    @Test
    void aHandleIsTakenOnce() {
        String handle = newHandle();
        List<Integer> answers =
                atOnce(8, () -> signUpBody(handle).post("/v1/accounts").statusCode());

        assertEquals(1, answers.stream().filter(s -> s == 201).count(), answers.toString());
        assertEquals(7, answers.stream().filter(s -> s == 409).count(), answers.toString());
        signUp(handle.toUpperCase(java.util.Locale.ROOT)).statusCode(409).body("code", equalTo("handle-taken"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "",
                "{\"handle\":5,\"password\":\"correct horse\",\"displayName\":\"A\"}",
                "{\"handle\":\"1abc\",\"password\":\"correct horse\",\"displayName\":\"A\"}",
                "{\"handle\":\"abc\",\"password\":\"password1\",\"displayName\":\"A\"}",
                "{\"handle\":\"abc\",\"password\":\"short\",\"displayName\":\"A\"}",
                "{\"handle\":\"abc\",\"password\":\"correct horse\",\"displayName\":\"\"}",
                "{\"handle\":\"abc\",\"password\":\"correct horse\",\"displayName\":\"a\\u0000b\"}",
                "{\"handle\":\"abc\",\"password\":\"correct horse\",\"displayName\":{}}"
            })
    void refusesASignUpThatCannotBe(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/accounts")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid-request"))
                .body("errors[0].field", notNullValue());
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        given().contentType(ContentType.JSON)
                .body(Map.of("handle", "?", "password", "x", "displayName", "Ann"))
                .post("/v1/accounts")
                .then()
                .body("errors.field", equalTo(List.of("handle", "password")));
    }

    @Test
    void saysTheSameForAWrongPasswordAndAnUnknownHandle() {
        String handle = newHandle();
        signUp(handle);
        for (String who : List.of(handle, newHandle())) {
            given().contentType(ContentType.JSON)
                    .body(Map.of("handle", who, "password", "wrong password", "device", device()))
                    .post("/v1/sessions")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("invalid-credentials"));
        }
    }

    @Test
    void refreshingAtOnceGivesEveryoneTheSamePairAndLaterUseOfItWorks() {
        String handle = newHandle();
        signUp(handle);
        String refresh = login(handle).path("refreshToken");

        List<String> pairs = atOnce(8, () -> refresh(refresh).asString());

        assertEquals(1, pairs.stream().distinct().count());
        String next = refresh(refresh).path("refreshToken");
        refresh(next).then().statusCode(200).body("accessToken", notNullValue());
        refresh("unknown").then().statusCode(401).body("code", equalTo("unauthorized"));
    }

    @Test
    void anEndedSessionIsOver() {
        String handle = newHandle();
        signUp(handle);
        Response pair = login(handle);
        String other = login(handle).path("accessToken");
        as(other)
                .get("/v1/sessions")
                .then()
                .body("items.current", hasItem(true))
                .body("items.size()", equalTo(2));

        as(other).delete("/v1/sessions/" + pair.path("sessionId")).then().statusCode(204);

        refresh(pair.path("refreshToken")).then().statusCode(401);
        as(other).get("/v1/sessions").then().body("items.size()", equalTo(1));
        as(other).delete("/v1/sessions/" + pair.path("sessionId")).then().statusCode(404);
    }

    @Test
    void aTicketOpensOneStream() {
        String handle = newHandle();
        signUp(handle);
        String token = login(handle).path("accessToken");
        String ticket = as(token)
                .post("/v1/stream-tickets")
                .then()
                .statusCode(201)
                .extract()
                .path("ticket");

        redeem(ticket, EmbeddedStack.SERVICE_TOKEN).statusCode(200).body("sessionId", notNullValue());
        redeem(ticket, EmbeddedStack.SERVICE_TOKEN).statusCode(404);
        redeem(ticket, token).statusCode(401);
    }

    @Test
    void refusesWhoHasNoToken() {
        given().get("/v1/accounts/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("unauthorized"));
        as("nonsense").get("/v1/sessions").then().statusCode(401);
        given().get("/v1/nothing").then().statusCode(404);
    }

    private static ValidatableResponse signUp(String handle) {
        return signUpBody(handle).post("/v1/accounts").then();
    }

    private static RequestSpecification signUpBody(String handle) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("handle", handle, "password", PASSWORD, "displayName", "Ann"));
    }

    private static Response login(String handle) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("handle", handle, "password", PASSWORD, "device", device()))
                .post("/v1/sessions");
    }

    private static Response refresh(String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("refreshToken", token))
                .post("/v1/sessions/refresh");
    }

    private static ValidatableResponse redeem(String ticket, String bearer) {
        return as(bearer)
                .contentType(ContentType.JSON)
                .body(Map.of("ticket", ticket))
                .post("/internal/stream-tickets/redeem")
                .then();
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static Map<String, String> device() {
        return Map.of("name", "phone", "platform", "test");
    }

    private static String newHandle() {
        return "a" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
    }

    private static <T> List<T> atOnce(int callers, java.util.function.Supplier<T> call) {
        Stream<CompletableFuture<T>> calls = IntStream.range(0, callers)
                .mapToObj(i -> CompletableFuture.supplyAsync(call, Thread::startVirtualThread));
        return calls.toList().stream().map(CompletableFuture::join).toList();
    }
}
