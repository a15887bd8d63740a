package io.laiwang.media;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.contracts.Topics;
import io.laiwang.media.doodle.Drawings;
import io.laiwang.media.doodle.format.JsonWriter;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What people see of doodles, whichever store there is. */
abstract class DoodleContract extends DoodleSteps {
    @Test
    void aDrawingComesBackAsItWasSent() throws IOException {
        String json = DRAWING.formatted(WHITE);
        Response made = draw(json);
        made.then()
                .statusCode(201)
                .body("width", equalTo(320))
                .body("height", equalTo(240))
                .body("strokeCount", equalTo(2))
                .body("pointCount", equalTo(3))
                .body("durationMs", equalTo(300));
        Response got = as(ann).get(path(made));
        got.then()
                .statusCode(200)
                .header("Content-Type", "application/json")
                .header("Cache-Control", "private")
                .header("Vary", "Accept");
        assertEquals(
                Json.MAPPER.readTree(json.replace("0.5]", "0.502]")),
                Json.MAPPER.readTree(got.body().asByteArray()));
        as(ann).header("If-None-Match", got.header("ETag"))
                .get(path(made))
                .then()
                .statusCode(304);
        as(ann).head(path(made)).then().statusCode(200).header("ETag", got.header("ETag"));
        as(ann).get(path(made) + ".json").then().statusCode(200);
    }

    @Test
    void itIsADoodleAndNoOtherMedium() {
        String doodle = draw(DRAWING.formatted(WHITE)).path("id");
        String picture = picture();
        as(ann).get("/v1/media/" + doodle).then().statusCode(404);
        as(ann).delete("/v1/media/" + doodle).then().statusCode(404);
        as(ann).get("/v1/doodles/" + picture).then().statusCode(404);
        as(ann).delete("/v1/doodles/" + picture).then().statusCode(404);
        internal("doodles", doodle, ann).then().statusCode(204);
        internal("media", doodle, ann).then().statusCode(404);
        internal("doodles", picture, ann).then().statusCode(404);
        as(ann).contentType("application/vnd.laiwang.doodle")
                .config(binary("application/vnd.laiwang.doodle"))
                .body(new byte[] {1})
                .post("/v1/media")
                .then()
                .statusCode(201)
                .body("contentType", equalTo("application/octet-stream"));
    }

    @Test
    void whoReadsTheMessageReadsTheDoodle() {
        String id = draw(DRAWING.formatted(WHITE)).path("id");
        UUID conversation = UUID.randomUUID();
        UUID newcomer = UUID.randomUUID();
        ChatMembers.add(conversation, ben, 1, Long.MAX_VALUE);
        ChatMembers.add(conversation, newcomer, 8, Long.MAX_VALUE);
        as(ben).get("/v1/doodles/" + id).then().statusCode(404);
        records.send(new ProducerRecord<>(
                        Topics.MEDIA_EVENTS,
                        id,
                        Json.bytes(new MediaEvent.Shared(UUID.fromString(id), conversation, 7))))
                .await()
                .atMost(Duration.ofSeconds(10));

        Awaitility.await().until(() -> as(ben).get("/v1/doodles/" + id).statusCode() == 200);
        as(newcomer).get("/v1/doodles/" + id).then().statusCode(404).body("code", equalTo("not-found"));
        as(ben).delete("/v1/doodles/" + id).then().statusCode(403);
        as(ann).delete("/v1/doodles/" + id).then().statusCode(204);
        as(ann).get("/v1/doodles/" + id).then().statusCode(404);
        as(ben).get("/v1/doodles/" + id).then().statusCode(404);
    }

    @Test
    void refusesWhatIsNoDrawing() {
        draw(DRAWING.formatted(WHITE).replace("200.0625", "1e400"))
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-request"))
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo("strokes[0].points[1]"));
        draw("").then().statusCode(400).body("errors[0].field", equalTo("body"));
        as(ann).contentType("text/plain")
                .body("a drawing")
                .post("/v1/doodles")
                .then()
                .statusCode(415);
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/doodles")
                .then()
                .statusCode(401);
        given().get("/v1/doodles/" + UUID.randomUUID()).then().statusCode(401);
    }

    /** For a board that is kept, on behalf of its keeper. */
    @Test
    void theGatewayDrawsForAnAccount() {
        String path = "/internal/accounts/" + ben + "/doodles";
        String id = given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .contentType(ContentType.JSON)
                .body(DRAWING.formatted(WHITE))
                .post(path)
                .then()
                .statusCode(201)
                .body("pointCount", equalTo(3))
                .extract()
                .path("id");
        as(ben).get("/v1/doodles/" + id).then().statusCode(200);
        as(ann).get("/v1/doodles/" + id).then().statusCode(404);
        as(ben).contentType(ContentType.JSON)
                .body(DRAWING.formatted(WHITE))
                .post(path)
                .then()
                .statusCode(401);
    }

    /** The bodies are too large for the log that the other calls would write of them. */
    @Test
    void takesALargeDrawingButNoLargerBody() throws IOException, InterruptedException {
        byte[] json = JsonWriter.write(Drawings.handwriting(1000, 30, 2_000));
        HttpResponse<byte[]> made = post(json);
        assertEquals(201, made.statusCode());
        JsonNode answer = Json.MAPPER.readTree(made.body());
        assertEquals(60_000, answer.get("pointCount").asInt());
        assertEquals(
                json.length,
                as(ann).get("/v1/doodles/" + answer.get("id").asText()).asByteArray().length);
        assertEquals(
                413,
                post(("{\"a\":[" + "1,".repeat(1024 * 1024) + "1]}").getBytes()).statusCode());
        assertEquals(400, post("[".repeat(1024 * 1024).getBytes()).statusCode());
    }

    private HttpResponse<byte[]> post(byte[] json) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/doodles"))
                    .header("Authorization", "Bearer " + TestTokens.of(ann))
                    .header("Content-Type", "application/json")
                    .version(HttpClient.Version.HTTP_1_1)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
