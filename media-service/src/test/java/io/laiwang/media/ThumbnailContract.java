package io.laiwang.media;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.Json;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.kit.token.MediaGrants;
import io.laiwang.media.blob.BlobName;
import io.laiwang.media.thumbnail.Samples;
import io.laiwang.testing.EmbeddedStack;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Previews of pictures, whichever store keeps their records and bytes. */
abstract class ThumbnailContract extends MediaSteps {
    private static final BufferedImage PHOTO = Samples.photo(900, 600, BufferedImage.TYPE_3BYTE_BGR);

    @Inject
    MediaGrants grants;

    @Test
    void showsEveryKindOfPicture() {
        for (String format : new String[] {"jpeg", "png", "gif"}) {
            String id = picture(Samples.write(PHOTO, format, true), "image/" + format);
            for (int size : new int[] {160, 320, 640}) {
                BufferedImage preview = Samples.image(preview(id, size)
                        .then()
                        .statusCode(200)
                        .header("Content-Type", "image/jpeg")
                        .header("Cache-Control", "private")
                        .extract()
                        .asByteArray());
                assertEquals(size, preview.getWidth());
                assertEquals(size * 2 / 3.0, preview.getHeight(), 1);
            }
        }
    }

    @Test
    void isKeptAndErasedWithThePicture() {
        String id = picture(Samples.write(PHOTO, "jpeg", false), "image/jpeg");
        assertFalse(isKept(id));
        Response first = preview(id, 320);
        assertTrue(isKept(id));
        Response second = preview(id, 320);
        assertTrue(Arrays.equals(first.asByteArray(), second.asByteArray()));
        as(ann).header("If-None-Match", first.header("ETag"))
                .get(path(id, 320))
                .then()
                .statusCode(304);
        as(ann).header("If-None-Match", first.header("ETag"))
                .get(path(id, 160))
                .then()
                .statusCode(200);
        as(ann).delete("/v1/media/" + id).then().statusCode(204);
        preview(id, 320).then().statusCode(404);
        assertFalse(isKept(id));
    }

    @Test
    void isMadeOnceForAllWhoAskAtOnce() {
        String id = picture(Samples.write(PHOTO, "png", false), "image/png");
        assertEquals(
                Collections.nCopies(16, 200),
                Collections.nCopies(16, id).parallelStream()
                        .map(one -> preview(one, 640).statusCode())
                        .toList());
    }

    @Test
    void isForWhoMayReadThePicture() {
        String id = picture(Samples.write(PHOTO, "jpeg", false), "image/jpeg");
        UUID conversation = UUID.randomUUID();
        ChatMembers.add(conversation, ben, 1, Long.MAX_VALUE);
        as(ben).get(path(id, 160)).then().statusCode(404);
        given().get(path(id, 160)).then().statusCode(401);
        tell(new MediaEvent.Shared(UUID.fromString(id), conversation, 3));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> as(ben).get(path(id, 160)).statusCode() == 200);
    }

    @Test
    void ofWhatDisappearsIsSeenByAGrantAlone() {
        String id = picture(Samples.write(PHOTO, "jpeg", false), "image/jpeg");
        UUID message = UUID.randomUUID();
        preview(id, 160).then().statusCode(200);
        given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .contentType(ContentType.JSON)
                .body(Json.bytes(Map.of(
                        "accountId", ann, "conversationId", UUID.randomUUID(), "messageId", message, "sealed", true)))
                .put("/internal/media/%s/use".formatted(id))
                .then()
                .statusCode(204);
        preview(id, 160).then().statusCode(404);
        String grant = grants.grant(UUID.fromString(id), ben, Instant.now().plusSeconds(60));
        as(ben).get(path(id, 160) + "&grant=" + grant)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"));
        given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .delete("/internal/media/%s/sealed/%s".formatted(id, message))
                .then()
                .statusCode(204);
        as(ben).get(path(id, 160) + "&grant=" + grant).then().statusCode(404);
        assertFalse(isKept(id, 160));
    }

    @Test
    void refusesWhatHasNone() {
        String file = picture("just text".getBytes(), "text/plain");
        preview(file, 160).then().statusCode(415).body("code", equalTo("unsupported-media-type"));
        String broken = picture(Pictures.jpeg(false), "image/jpeg");
        preview(broken, 160).then().statusCode(415);
        assertFalse(isKept(broken, 160));
        for (String size : new String[] {"", "?size=", "?size=161", "?size=-160", "?size=0160", "?size=a"}) {
            as(ann).get("/v1/media/%s/thumbnail%s".formatted(broken, size))
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("size"));
        }
        preview("no-id", 160).then().statusCode(404);
        preview(UUID.randomUUID().toString(), 160).then().statusCode(404);
    }

    private String picture(byte[] bytes, String type) {
        return upload(bytes, type).then().statusCode(201).extract().path("id");
    }

    private Response preview(String id, int size) {
        return as(ann).get(path(id, size));
    }

    private static String path(String id, int size) {
        return "/v1/media/%s/thumbnail?size=%d".formatted(id, size);
    }

    private boolean isKept(String id) {
        return isKept(id, 320);
    }

    private boolean isKept(String id, int size) {
        return blobs.size(new BlobName(UUID.fromString(id), "thumbnail-" + size))
                .await()
                .atMost(Duration.ofSeconds(10))
                .isPresent();
    }
}
