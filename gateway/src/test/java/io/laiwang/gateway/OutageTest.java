package io.laiwang.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.Outages;
import io.laiwang.testing.TestStream;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Without Kafka a gateway holds nobody in the dark, and answers whatever doesn't need it. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class OutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TestHTTPResource(management = true)
    URI management;

    private final String token = TestTokens.of(UUID.randomUUID(), UUID.randomUUID(), Duration.ofMinutes(5));

    @Test
    void streamsAreClosedAndTheRestGoesOn() throws Exception {
        try (TestStream stream = TestStream.open(url(), token)) {
            stream.await("hello");
            isWell();
            Outages.withoutKafka(() -> {
                assertEquals(1012, stream.awaitClose());
                assertEquals(503, TestStream.refusal(url(), token));
                Outages.tellsThatKafkaIsOut(management);
                given().header("Authorization", "Bearer " + token)
                        .get("/v1/contacts")
                        .then()
                        .statusCode(200);
            });
        }
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            try (TestStream again = TestStream.open(url(), token)) {
                again.await("hello");
            }
        });
        isWell();
    }

    private void isWell() {
        given().get(management.resolve("/q/health/well")).then().statusCode(200).body("status", is("UP"));
    }

    private static String url() {
        return "http://localhost:" + RestAssured.port;
    }
}
