package io.laiwang.media;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.MediaEvent;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the gateway and the people behind it see of this service, whichever store it has. */
abstract class MediaContract extends MediaSteps {
    @Test
    void servesAPictureWithoutItsMetadata() {
        for (boolean png : new boolean[] {true, false}) {
            byte[] clean = png ? Pictures.png(3, 2, false) : Pictures.jpeg(false);
            String type = png ? "image/png" : "image/jpeg";
            Response made = upload(png ? Pictures.png(3, 2, true) : Pictures.jpeg(true), type);
            made.then()
                    .statusCode(201)
                    .body("contentType", equalTo(type))
                    .body("size", equalTo(clean.length))
                    .body("width", equalTo(3))
                    .body("height", equalTo(2))
                    .body("containsKey('durationMs')", equalTo(true))
                    .body("durationMs", nullValue());
            Response got = as(ann).get("/v1/media/" + made.path("id"));
            got.then()
                    .statusCode(200)
                    .header("Cache-Control", "private")
                    .header("Content-Type", type)
                    .header("ETag", '"' + made.<String>path("sha256") + '"');
            assertArrayEquals(clean, got.asByteArray());
        }
    }

    @Test
    void servesPartsAndWhatIsKnown() {
        String path =
                "/v1/media/" + upload("0123456789".getBytes(), "text/plain").path("id");
        as(ann).header("Range", "bytes=2-4")
                .get(path)
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 2-4/10")
                .header("Content-Disposition", "attachment")
                .header("Content-Type", "application/octet-stream")
                .header("Content-Length", "3");
        as(ann).header("Range", "bytes=-3").get(path).then().header("Content-Range", "bytes 7-9/10");
        as(ann).header("Range", "bytes=10-").get(path).then().statusCode(416).header("Content-Range", "bytes */10");
        String etag = as(ann).head(path)
                .then()
                .statusCode(200)
                .header("Content-Length", "10")
                .extract()
                .header("ETag");
        as(ann).header("If-None-Match", etag).get(path).then().statusCode(304);
    }

    @Test
    void aReaderOfTheMessageReadsAndAStrangerDoesNot() {
        String id = upload(Pictures.png(1, 1, false), "image/png").path("id");
        UUID conversation = UUID.randomUUID();
        UUID newcomer = UUID.randomUUID();
        ChatMembers.add(conversation, ben, 1, Long.MAX_VALUE);
        ChatMembers.add(conversation, newcomer, 8, Long.MAX_VALUE);
        as(ben).get("/v1/media/" + id).then().statusCode(404);
        tell(new MediaEvent.Shared(UUID.fromString(id), conversation, 7));

        Awaitility.await().until(() -> as(ben).get("/v1/media/" + id).statusCode() == 200);
        as(newcomer).get("/v1/media/" + id).then().statusCode(404).body("code", equalTo("not-found"));
        internal(id, ben).then().statusCode(204);
        internal(id, newcomer).then().statusCode(404);
        as(ann).get("/internal/media/" + id + "/readers/" + ann).then().statusCode(401);
        as(ben).delete("/v1/media/" + id).then().statusCode(403);
        tell(new MediaEvent.Withdrawn(UUID.fromString(id), conversation, 7));
        Awaitility.await().until(() -> as(ben).get("/v1/media/" + id).statusCode() == 404);
        as(ann).delete("/v1/media/" + id).then().statusCode(204);
        as(ann).get("/v1/media/" + id).then().statusCode(404);
    }

    @Test
    void refusesWhatCannotBe() throws IOException, InterruptedException {
        byte[] png = Pictures.png(1, 1, false);
        upload(new byte[0], "image/png").then().statusCode(400);
        upload(png, "image/jpeg").then().statusCode(415).body("code", equalTo("unsupported-media-type"));
        upload("not a picture".getBytes(), "image/png").then().statusCode(415);
        upload(Arrays.copyOf(png, png.length - 9), "image/png").then().statusCode(415);
        upload(Arrays.copyOf(Pictures.jpeg(true), 30), "image/jpeg").then().statusCode(415);
        upload(Pictures.png(50_000, 50_000, false), "image/png").then().statusCode(413);
        assertEquals(413, uploadZeros(25 * 1024 * 1024 + 1));
        assertEquals(201, uploadZeros(25 * 1024 * 1024));
        given().body(png).contentType("image/png").post("/v1/media").then().statusCode(401);
        as(ann).get("/v1/media/no-id").then().statusCode(404);
    }
}
