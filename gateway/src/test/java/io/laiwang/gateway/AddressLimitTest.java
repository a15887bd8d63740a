package io.laiwang.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The test's own address is a configured proxy, so it speaks for clients. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class AddressLimitTest {
    @Test
    void anAddressSignsUpTwentyTimesAnHour() {
        List<Integer> answers = Stream.generate(() -> post("/v1/accounts", "198.51.100.7"))
                .limit(20)
                .map(Response::statusCode)
                .toList();
        assertTrue(answers.stream().noneMatch(status -> status == 429), answers.toString());

        Response refused = post("/v1/accounts", "203.0.113.9, 198.51.100.7");
        assertEquals(429, refused.statusCode(), "what a client writes itself doesn't count");
        assertTrue(Integer.parseInt(refused.header("Retry-After")) > 60, refused.header("Retry-After"));
        assertTrue(post("/v1/accounts", "198.51.100.8").statusCode() != 429);
    }

    @Test
    void anAddressFailsToLogInAHundredTimesInTenMinutes() {
        for (int i = 0; i < 100; i++) {
            post("/v1/sessions", "198.51.100.9").then().statusCode(401);
        }
        post("/v1/sessions", "198.51.100.9").then().statusCode(429).body("code", is("too-many-requests"));
        post("/v1/sessions", "198.51.100.10").then().statusCode(401);
    }

    @Test
    void aLoginThatIsNotRefusedCountsForNothing() {
        for (int i = 0; i < 101; i++) {
            post("/v1/sessions?right", "198.51.100.11").then().statusCode(201);
        }
    }

    @Test
    void anAccountIsExportedFiveTimesAnHour() {
        String token = TestTokens.of(UUID.randomUUID());
        List<Integer> answers = Stream.generate(
                        () -> given().header("Authorization", "Bearer " + token).get("/v1/accounts/me/export"))
                .limit(6)
                .map(Response::statusCode)
                .toList();
        assertEquals(429, answers.getLast());
        assertTrue(answers.subList(0, 5).stream().noneMatch(status -> status == 429), answers.toString());
    }

    @Test
    void anAccountMakesTwentyQrCodesAnHour() {
        String token = TestTokens.of(UUID.randomUUID());
        List<Integer> answers = Stream.generate(
                        () -> given().header("Authorization", "Bearer " + token).post("/v1/accounts/me/qr-code"))
                .limit(21)
                .map(Response::statusCode)
                .toList();
        assertEquals(429, answers.getLast(), answers.toString());
        assertEquals(1, answers.stream().filter(status -> status == 429).count());
    }

    private static Response post(String path, String forwardedFor) {
        return given().header("X-Forwarded-For", forwardedFor)
                .contentType("application/json")
                .body("{}")
                .post(path);
    }
}
