package io.laiwang.media;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.Json;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.media.thumbnail.Samples;
import io.laiwang.testing.EmbeddedStack;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Doodles that are drawn on a photo. */
abstract class DoodleBackgroundContract extends DoodleSteps {
    private static final int WHITE_PIXEL = 0xffffff;

    private final UUID chat = UUID.randomUUID();

    @Test
    void isAPictureThatTheDrawerMayRead() {
        String picture = picture();
        String file = upload("%PDF-1.4".getBytes(), "application/pdf").path("id");
        draw(onPicture(picture)).then().statusCode(201);
        for (String unreadable : new String[] {
            file, UUID.randomUUID().toString(), draw(DRAWING.formatted(WHITE)).path("id")
        }) {
            refused(draw(onPicture(unreadable)));
        }
        refused(drawAs(ben, onPicture(picture)));
    }

    private static void refused(Response answer) {
        answer.then()
                .statusCode(400)
                .body("code", equalTo("unknown-media"))
                .body("errors[0].field", equalTo("background.mediaId"));
    }

    @Test
    void isShownToWhoReadsTheDoodleAndMayNotReadThePhoto() {
        String photo = photo();
        Response made = draw(onPicture(photo));
        ChatMembers.add(chat, ben, 1, Long.MAX_VALUE);
        tell(new MediaEvent.Shared(UUID.fromString(made.path("id")), chat, 1));
        Awaitility.await().until(() -> as(ben).get(path(made)).statusCode() == 200);

        BufferedImage whole = Samples.photo(960, 720, BufferedImage.TYPE_3BYTE_BGR);
        for (int size : new int[] {160, 320, 2000}) {
            BufferedImage seen =
                    Samples.image(as(ben).get(path(made) + ".png?size=" + size).asByteArray());
            int x = seen.getWidth() * 9 / 10;
            assertNear(whole.getRGB(960 * 9 / 10, 720 * 9 / 10), seen.getRGB(x, seen.getHeight() * 9 / 10));
            assertNear(whole.getRGB(960 * 9 / 10, 72), seen.getRGB(x, seen.getHeight() / 10));
        }
        for (String form : new String[] {".svg", ".replay.svg"}) {
            Response svg = as(ben).get(path(made) + form);
            svg.then()
                    .statusCode(200)
                    .header(
                            "Content-Security-Policy",
                            equalTo("default-src 'none'; style-src 'unsafe-inline'; img-src data:"));
            assertTrue(svg.asString().contains("href=\"data:image/jpeg;base64,"));
        }
        as(ben).get("/v1/media/" + photo).then().statusCode(404);
        as(ben).get(path(made)).then().body("background.mediaId", equalTo(photo));
    }

    @Test
    void isKeptAsLongAsTheDoodle() {
        String photo = photo();
        Response made = draw(onPicture(photo));
        share(made.path("id"));
        sweepAfter(Duration.ofDays(30));
        as(ann).get("/v1/media/" + photo).then().statusCode(200);

        as(ann).delete(path(made)).then().statusCode(204);
        sweepAfter(Duration.ofDays(6));
        as(ann).get("/v1/media/" + photo).then().statusCode(200);
        sweepAfter(Duration.ofDays(8));
        as(ann).get("/v1/media/" + photo).then().statusCode(404);
        assertTrue(size(photo).isEmpty());
    }

    @Test
    void isWhiteOnceThePhotoIsErased() {
        String photo = photo();
        String path = path(draw(onPicture(photo)));
        Response before = as(ann).get(path + ".png?size=320");
        assertNotEquals(WHITE_PIXEL, corner(before));
        as(ann).delete("/v1/media/" + photo).then().statusCode(204);

        Response after = as(ann).header("If-None-Match", before.header("ETag")).get(path + ".png?size=320");
        after.then().statusCode(200);
        assertEquals(WHITE_PIXEL, corner(after));
        assertFalse(as(ann).get(path + ".svg").asString().contains("data:"));
        as(ann).get(path).then().body("background.mediaId", equalTo(photo));
    }

    @Test
    void isWhiteWhereThereIsNoPreview() {
        String path = path(draw(onPicture(picture())));
        assertEquals(WHITE_PIXEL, corner(as(ann).get(path + ".png")));
        assertFalse(as(ann).get(path + ".svg").asString().contains("data:"));
    }

    @Test
    void isNothingThatDisappearsBeforeOrAfter() {
        String burning = photo();
        use("media", burning, UUID.randomUUID()).then().statusCode(204);
        draw(onPicture(burning)).then().statusCode(409).body("code", equalTo("media-in-use"));
        refused(drawAs(ben, onPicture(burning)));

        String drawnOn = photo();
        draw(onPicture(drawnOn)).then().statusCode(201);
        use("media", drawnOn, UUID.randomUUID()).then().statusCode(409).body("code", equalTo("media-in-use"));
    }

    @Test
    void burnsWithItsDoodleUnlessItIsUsedElsewhere() {
        String own = photo();
        String twice = photo();
        String shared = photo();
        share(shared);
        draw(onPicture(twice)).then().statusCode(201);
        for (String photo : new String[] {own, twice, shared}) {
            String doodle = draw(onPicture(photo)).path("id");
            UUID message = UUID.randomUUID();
            use("doodles", doodle, message).then().statusCode(204);
            for (int time = 0; time < 2; time++) {
                given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                        .delete("/internal/media/%s/sealed/%s".formatted(doodle, message))
                        .then()
                        .statusCode(204);
            }
            assertTrue(size(doodle).isEmpty());
        }
        assertTrue(size(own).isEmpty());
        as(ann).get("/v1/media/" + own).then().statusCode(404);
        as(ann).get("/v1/media/" + twice).then().statusCode(200);
        as(ann).get("/v1/media/" + shared).then().statusCode(200);
    }

    private void share(String id) {
        UUID conversation = UUID.randomUUID();
        ChatMembers.add(conversation, ben, 1, Long.MAX_VALUE);
        tell(new MediaEvent.Shared(UUID.fromString(id), conversation, 1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> as(ben).get("/v1/media/" + id).statusCode() == 200
                        || as(ben).get("/v1/doodles/" + id).statusCode() == 200);
    }

    private Response use(String kind, String id, UUID message) {
        return given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .contentType(ContentType.JSON)
                .body(Json.bytes(
                        Map.of("accountId", ann, "conversationId", chat, "messageId", message, "sealed", true)))
                .put("/internal/%s/%s/use".formatted(kind, id));
    }

    /** Of the drawing's proportions. */
    private String photo() {
        return upload(Samples.write(Samples.photo(960, 720, BufferedImage.TYPE_3BYTE_BGR), "jpeg", false), "image/jpeg")
                .path("id");
    }

    private static int corner(Response png) {
        BufferedImage image = Samples.image(png.asByteArray());
        return image.getRGB(image.getWidth() - 1, image.getHeight() - 1) & WHITE_PIXEL;
    }

    private static void assertNear(int expected, int actual) {
        for (int shift = 0; shift <= 16; shift += 8) {
            assertEquals((expected >> shift) & 0xff, (actual >> shift) & 0xff, 12);
        }
    }
}
