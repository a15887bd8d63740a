package io.laiwang.media;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.media.doodle.Drawings;
import io.laiwang.media.doodle.format.JsonWriter;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What people see of doodles, whichever store there is. */
abstract class DoodleContract {
    private static final String DRAWING = """
        {"width":320,"height":240,"background":%s,"strokes":[\
        {"tool":"pen","color":"#1a2b3c","width":4,"points":[[10,10,0,0.5],[200.0625,100,120,1]]},\
        {"tool":"marker","color":"#ffcc00","width":24,"points":[[10,200,300,1]]}]}\
        """;

    private static final String WHITE = "{\"color\":\"#ffffff\"}";

    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();

    @Inject
    RecordSender records;

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

    @Test
    void aBackgroundIsAPictureThatTheDrawerMayRead() {
        String picture = picture();
        String file = as(ann).contentType("application/pdf")
                .config(binary("application/pdf"))
                .body("%PDF-1.4".getBytes())
                .post("/v1/media")
                .path("id");
        draw(onPicture(picture)).then().statusCode(201);
        for (String unreadable : new String[] {
            file, UUID.randomUUID().toString(), draw(DRAWING.formatted(WHITE)).path("id")
        }) {
            draw(onPicture(unreadable))
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("unknown-media"))
                    .body("errors[0].field", equalTo("background.mediaId"));
        }
        as(ben).contentType(ContentType.JSON)
                .body(onPicture(picture))
                .post("/v1/doodles")
                .then()
                .statusCode(400);
    }

    @Test
    void isAPictureOfAnySize() {
        String path = path(draw(DRAWING.formatted(WHITE)));
        Response own = as(ann).get(path + ".png");
        own.then().statusCode(200).header("Content-Type", "image/png").header("Cache-Control", "private");
        assertEquals(320, width(own));
        for (int time = 0; time < 2; time++) {
            Response small = as(ann).header("Accept", "image/png").get(path + "?size=16");
            assertEquals(16, width(small));
            as(ann).header("If-None-Match", small.header("ETag"))
                    .get(path + ".png?size=16")
                    .then()
                    .statusCode(304);
        }
        for (String size : new String[] {"15", "4097", "-1", "x", "1e3", "99999999999"}) {
            as(ann).get(path + ".png?size=" + size).then().statusCode(400).body("errors[0].field", equalTo("size"));
        }
        as(ann).delete(path).then().statusCode(204);
        as(ann).get(path + ".png").then().statusCode(404);
    }

    @Test
    void isSvgAndAReplay() {
        String path = path(draw(DRAWING.formatted(WHITE)));
        for (String suffix : new String[] {".svg", ".replay.svg"}) {
            String svg = as(ann).get(path + suffix)
                    .then()
                    .statusCode(200)
                    .header("Content-Type", "image/svg+xml")
                    .extract()
                    .asString();
            assertTrue(svg.contains("viewBox=\"0 0 320 240\""), svg);
            assertEquals(suffix.equals(".replay.svg"), svg.contains("animation-delay:300ms"));
        }
    }

    @Test
    void comesAndGoesAsInk() {
        String ink = as(ann).get(path(draw(DRAWING.formatted(WHITE))) + ".inkml")
                .then()
                .statusCode(200)
                .header("Content-Type", "application/inkml+xml")
                .extract()
                .asString();
        String again = path(drawInk(ink));
        as(ann).get(again + ".json")
                .then()
                .body("width", equalTo(320))
                .body("strokes[0].points[1][0]", equalTo(200.0625f))
                .body("strokes[1].tool", equalTo("marker"));
        drawInk("<!DOCTYPE ink [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><ink><trace>&x;</trace></ink>")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("body"));
        drawInk("<ink><trace>1 2, 3</trace></ink>")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("strokes[0].points[1]"));
    }

    private Response drawInk(String ink) {
        return as(ann).config(binary("application/inkml+xml"))
                .contentType("application/inkml+xml")
                .body(ink.getBytes(StandardCharsets.UTF_8))
                .post("/v1/doodles");
    }

    /** As a PNG's header has it. */
    private static int width(Response png) {
        return ByteBuffer.wrap(png.then().statusCode(200).extract().asByteArray())
                .getInt(16);
    }

    @Test
    void servesWhatIsAskedForOrNothing() {
        String path = path(draw(DRAWING.formatted(WHITE)));
        as(ann).header("Accept", "text/html, application/*;q=0.5, image/png;q=0.1")
                .get(path)
                .then()
                .statusCode(200)
                .header("Content-Type", "application/json");
        as(ann).header("Accept", "text/html, application/json;q=0")
                .get(path)
                .then()
                .statusCode(406)
                .body("code", equalTo("not-acceptable"));
        for (String unknown :
                new String[] {path + ".bmp", path + ".", path + ".svg.png", "/v1/doodles/x", "/v1/doodles/x.svg"}) {
            as(ann).get(unknown).then().statusCode(404);
        }
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

    private Response draw(String json) {
        return as(ann).contentType(ContentType.JSON).body(json).post("/v1/doodles");
    }

    private String picture() {
        return as(ann).contentType("image/png")
                .config(binary("image/png"))
                .body(Pictures.png(3, 2, false))
                .post("/v1/media")
                .path("id");
    }

    private static String onPicture(String id) {
        return DRAWING.formatted("{\"mediaId\":\"" + id + "\"}");
    }

    private static String path(Response made) {
        return "/v1/doodles/" + made.path("id");
    }

    private static io.restassured.config.RestAssuredConfig binary(String type) {
        return RestAssured.config()
                .encoderConfig(EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(type, ContentType.BINARY));
    }

    private static Response internal(String kind, String id, UUID account) {
        return given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .get("/internal/" + kind + "/" + id + "/readers/" + account);
    }

    private static RequestSpecification as(UUID account) {
        return given().header("Authorization", "Bearer " + TestTokens.of(account));
    }
}
