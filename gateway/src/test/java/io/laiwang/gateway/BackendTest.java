package io.laiwang.gateway;

import static io.restassured.RestAssured.given;
import static java.net.http.HttpRequest.BodyPublishers.ofInputStream;
import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.CompletableFuture.runAsync;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

    /** A service would decode it and cut it, and take it for another path than the one that was looked at here. */
    @Test
    void whatAServiceWouldReadOtherwiseIsNotPassedOn() {
        for (String path : List.of("/v1/groups/a%2Fmembers;x=1", "/v1/groups/a;x=1", "/v1/groups/a%2e%2e")) {
            signedIn().urlEncodingEnabled(false).get(path).then().statusCode(404);
        }
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
    void anAnswerThatBreaksOffBreaksOffForItsReader() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(StreamTest.url() + "/v1/groups/half"))
                .header("Authorization", "Bearer " + TestTokens.of(ann))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            assertEquals(200, answer.statusCode());
            assertThrows(IOException.class, () -> answer.body().readAllBytes());
        }
    }

    @Test
    void anUploadMayTakeItsTime() {
        SubmissionPublisher<ByteBuffer> bytes = new SubmissionPublisher<>();
        HttpRequest request = post("/v1/media", BodyPublishers.fromPublisher(bytes));
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.sendAsync(request, BodyHandlers.ofString());
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

    @Test
    void answersInHttp1ToWhoOffersMore() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(get("/v1/contacts"), BodyHandlers.ofString());
            HttpResponse<String> answer = client.send(get("/v1/contacts"), BodyHandlers.ofString());
            assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
            assertEquals(200, answer.statusCode());
            HttpRequest empty = post("/v1/contact-requests/x/accept", BodyPublishers.noBody());
            assertEquals(200, client.send(empty, BodyHandlers.discarding()).statusCode());
            HttpRequest upload = post("/v1/media", ofInputStream(() -> new ByteArrayInputStream(new byte[300_000])));
            assertEquals(
                    "{\"size\":300000}",
                    client.send(upload, BodyHandlers.ofString()).body());
        }
    }

    @Test
    void whoCallsTooOftenIsSlowedDown() {
        List<Response> refused = IntStream.range(0, 100)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> signedIn().get("/v1/contacts"), Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.statusCode() != 200)
                .toList();
        assertNotEquals(0, refused.size());
        refused.getFirst()
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", is("too-many-requests"));
        given().header("Authorization", "Bearer " + TestTokens.of(UUID.randomUUID()))
                .get("/v1/contacts")
                .then()
                .statusCode(200);
    }

    private HttpRequest get(String path) {
        return request(path).GET().build();
    }

    private HttpRequest post(String path, BodyPublisher body) {
        return request(path).POST(body).build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(StreamTest.url() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + TestTokens.of(ann));
    }

    private RequestSpecification signedIn() {
        return given().header("Authorization", "Bearer " + TestTokens.of(ann));
    }
}
