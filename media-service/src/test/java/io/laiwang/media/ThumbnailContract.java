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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"lossy", "lossy-alpha", "lossless", "lossless-alpha", "palette"})
    void showsWebp(String name) {
        String id = picture(Samples.webp(name), "image/webp");
        BufferedImage preview =
                Samples.image(preview(id, 160).then().statusCode(200).extract().asByteArray());
        int[] whole = Samples.pixels(Samples.resource(name + ".png"));
        assertEquals(whole.length, preview.getWidth() * preview.getHeight());
    }

    @Test
    void showsNoAnimatedWebp() {
        preview(picture(Samples.webp("animation"), "image/webp"), 160).then().statusCode(415);
    }

    /** By EXIF's numbers: the corner that comes first in the file is seen in another one. */
    @ParameterizedTest
    @CsvSource({"1,0,0", "2,1,0", "3,1,1", "4,0,1", "5,0,0", "6,1,0", "7,1,1", "8,0,1"})
    void isUprightHoweverThePhotoLies(int orientation, int right, int bottom) {
        BufferedImage lying = new BufferedImage(96, 48, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 24 * 24; i++) {
            lying.setRGB(i % 24, i / 24, 0xff0000);
        }
        byte[] jpeg = Samples.write(lying, "jpeg", false);
        byte[] exif = ("Exif\0\0II*\0\10\0\0\0\1\0\22\1\3\0\1\0\0\0" + (char) orientation + "\0\0\0\0\0\0\0")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] head = {(byte) 0xff, (byte) 0xe1, 0, (byte) (exif.length + 2)};
        Response made = upload(
                Pictures.join(Arrays.copyOf(jpeg, 2), head, exif, Arrays.copyOfRange(jpeg, 2, jpeg.length)),
                "image/jpeg");
        boolean isOnItsSide = orientation > 4;
        made.then().statusCode(201).body("width", equalTo(isOnItsSide ? 48 : 96));
        BufferedImage preview = Samples.image(preview(made.path("id"), 160).asByteArray());
        assertEquals(isOnItsSide ? 48 : 96, preview.getWidth());
        int[] red = {4 + right * (preview.getWidth() - 9), 4 + bottom * (preview.getHeight() - 9)};
        assertTrue((preview.getRGB(red[0], red[1]) >> 16 & 0xff) > 200);
        int opposite = preview.getRGB(preview.getWidth() - 1 - red[0], preview.getHeight() - 1 - red[1]);
        assertTrue((opposite >> 16 & 0xff) < 50);
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
