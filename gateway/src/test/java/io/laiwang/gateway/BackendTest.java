package io.laiwang.gateway;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.CompletableFuture.runAsync;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The services behind the gateway, well and ill. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class BackendTest {
    /** Longer than a service may be silent. */
    private static final int SLOW_UPLOAD_SECONDS = 7;

    private final UUID ann = UUID.randomUUID();

    @Test
    void passesOnWhatIsAllowed() {
        String path = "/v1/contacts?limit=3&cursor=a%2Fb";
        signedIn()
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .body("method", is("GET"))
                .body("uri", is(path))
                .body("authorization", containsString("Bearer "));
    }

    @Test
    void aServiceThatIsDownIsUnavailable() {
        for (String path : List.of("/v1/conversations", "/v1/conversations/1/messages", "/q/openapi")) {
            signedIn()
                    .get(path)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .contentType("application/problem+json")
                    .body("code", is("unavailable"))
                    .time(lessThan(6_000L));
        }
    }

    @Test
    void aServiceThatDoesNotAnswerIsUnavailableInFiveSeconds() {
        signedIn()
                .get("/v1/groups/silent")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", is("unavailable"))
                .time(lessThan(6_500L));
    }

    @Test
    void anErrorWithoutAProblemBecomesOneThatTellsNothing() {
        signedIn()
                .get("/v1/groups/broken")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("code", is("internal"))
                .body(not(containsString("Secret")));
    }

    @Test
    void anUploadMayTakeItsTime() {
        SubmissionPublisher<ByteBuffer> bytes = new SubmissionPublisher<>();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/media"))
                .header("Authorization", "Bearer " + TestTokens.of(ann))
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.fromPublisher(bytes))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
            for (int second = 0; second < SLOW_UPLOAD_SECONDS; second++) {
                runAsync(() -> bytes.submit(ByteBuffer.allocate(1_000)), delayedExecutor(1, TimeUnit.SECONDS))
                        .join();
            }
            bytes.close();
            assertEquals(
                    "{\"size\":%d}".formatted(SLOW_UPLOAD_SECONDS * 1_000),
                    answer.join().body());
        }
    }

    private RequestSpecification signedIn() {
        return given().header("Authorization", "Bearer " + TestTokens.of(ann));
    }
}
