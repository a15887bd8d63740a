package io.laiwang.media;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.laiwang.contracts.Json;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.kit.token.MediaGrants;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A medium that is to disappear with its message, whichever store has its record. */
abstract class SealedMediaContract {
    private static final byte[] BYTES = "for your eyes".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final UUID chat = UUID.randomUUID();
    private final UUID message = UUID.randomUUID();

    @Inject
    RecordSender records;

    @Inject
    MediaGrants grants;

    @Test
    void isReadByAGrantAloneAndGoesWithItsMessage() {
        UUID medium = upload();
        use(medium, ann, message, true).then().statusCode(204);
        use(medium, ann, message, true).then().statusCode(204);
        String soon = grants.grant(medium, ben, Instant.now().plusSeconds(60));

        as(ann).get("/v1/media/" + medium).then().statusCode(404);
        as(ann).delete("/v1/media/" + medium).then().statusCode(404);
        as(ben).get("/v1/media/" + medium).then().statusCode(404);
        Response opened = as(ben).get("/v1/media/%s?grant=%s".formatted(medium, soon));
        opened.then().statusCode(200).header("Cache-Control", containsString("no-store"));
        assertArrayEquals(BYTES, opened.asByteArray());

        internal()
                .delete("/internal/media/%s/sealed/%s".formatted(medium, UUID.randomUUID()))
                .then()
                .statusCode(204);
        as(ben).get("/v1/media/%s?grant=%s".formatted(medium, soon)).then().statusCode(200);
        for (int twice = 0; twice < 2; twice++) {
            internal()
                    .delete("/internal/media/%s/sealed/%s".formatted(medium, message))
                    .then()
                    .statusCode(204);
            as(ben).get("/v1/media/%s?grant=%s".formatted(medium, soon)).then().statusCode(404);
        }
        as(ann).delete("/internal/media/%s/sealed/%s".formatted(medium, message))
                .then()
                .statusCode(401);
    }

    @Test
    void aGrantIsForOneAccountOneMediumAndOneTime() {
        UUID medium = upload();
        UUID other = upload();
        use(medium, ann, message, true).then().statusCode(204);
        use(other, ann, UUID.randomUUID(), true).then().statusCode(204);
        String bens = grants.grant(medium, ben, Instant.now().plusSeconds(60));
        String over = grants.grant(medium, ben, Instant.now().minusMillis(1));

        as(ann).get("/v1/media/%s?grant=%s".formatted(medium, bens)).then().statusCode(404);
        as(ben).get("/v1/media/%s?grant=%s".formatted(other, bens)).then().statusCode(404);
        as(ben).get("/v1/media/%s?grant=%s".formatted(medium, over)).then().statusCode(404);
        for (String forged : new String[] {"", "x", "AAAA", bens.replaceFirst("^..", "zz"), bens + "AA"}) {
            as(ben).get("/v1/media/%s?grant=%s".formatted(medium, forged))
                    .then()
                    .statusCode(404);
        }
        given().get("/v1/media/%s?grant=%s".formatted(medium, bens)).then().statusCode(401);
    }

    @Test
    void isNoPartOfAnExportAndNoAvatar() {
        UUID kept = picture();
        UUID medium = picture();
        use(medium, ann, message, true).then().statusCode(204);

        internal()
                .get("/internal/accounts/%s/media".formatted(ann))
                .then()
                .statusCode(200)
                .body("items.id", equalTo(java.util.List.of(kept.toString())));
        internal()
                .get("/internal/accounts/%s/media/%s?from=0&length=5".formatted(ann, medium))
                .then()
                .statusCode(404);
        internal()
                .get("/internal/accounts/%s/pictures/%s".formatted(ann, medium))
                .then()
                .statusCode(404);
        for (UUID picture : new UUID[] {medium, kept}) {
            internal()
                    .contentType("application/json")
                    .body(java.util.Map.of("mediaId", picture, "ownerId", ann))
                    .post("/internal/avatars/" + UUID.randomUUID())
                    .then()
                    .statusCode(picture.equals(kept) ? 204 : 404);
        }
    }

    @Test
    void isUsedNowhereElseBeforeOrAfter() {
        UUID burning = upload();
        use(burning, ann, message, true).then().statusCode(204);
        for (boolean burns : new boolean[] {true, false}) {
            use(burning, ann, UUID.randomUUID(), burns).then().statusCode(409).body("code", equalTo("media-in-use"));
        }

        UUID plain = upload();
        use(plain, ann, message, false).then().statusCode(204);
        use(plain, ann, UUID.randomUUID(), false).then().statusCode(204);
        use(plain, ann, UUID.randomUUID(), true).then().statusCode(409);
        use(plain, ben, UUID.randomUUID(), false).then().statusCode(404);
        use(UUID.randomUUID(), ann, message, true).then().statusCode(404);
    }

    @Test
    void aMessageThatWasPlainMaySealItsMediumButNotOnceItIsShared() {
        UUID medium = upload();
        use(medium, ann, message, false).then().statusCode(204);
        use(medium, ann, message, true).then().statusCode(204);
        as(ann).get("/v1/media/" + medium).then().statusCode(404);

        UUID other = upload();
        use(other, ann, message, false).then().statusCode(204);
        share(other);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> use(other, ann, message, true).statusCode() == 409);
    }

    /** Else whoever sent it could lay it open by sending it again. */
    @Test
    void askingAgainForItPlainLaysNothingOpen() {
        UUID medium = upload();
        use(medium, ann, message, true).then().statusCode(204);

        use(medium, ann, message, false).then().statusCode(204);

        as(ann).get("/v1/media/" + medium).then().statusCode(404);
        use(medium, ann, UUID.randomUUID(), false).then().statusCode(409);
    }

    @Test
    void whatCameToTheLogPlainAfterAllIsReadAndNotErasedWithItsEnvelope() {
        UUID medium = upload();
        use(medium, ann, message, true).then().statusCode(204);
        use(medium, ann, message, false).then().statusCode(204);

        share(medium);

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> as(ann).get("/v1/media/" + medium).statusCode() == 200);
        internal()
                .delete("/internal/media/%s/sealed/%s".formatted(medium, message))
                .then()
                .statusCode(204);
        as(ann).get("/v1/media/" + medium).then().statusCode(200);
    }

    private void share(UUID medium) {
        MediaEvent shared = new MediaEvent.Shared(medium, chat, 1);
        records.send(new ProducerRecord<>(Topics.MEDIA_EVENTS, medium.toString(), Json.bytes(shared)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private UUID upload() {
        Response made =
                as(ann).contentType("application/octet-stream").body(BYTES).post("/v1/media");
        return UUID.fromString(made.then().statusCode(201).extract().path("id"));
    }

    private UUID picture() {
        Response made =
                as(ann).contentType("image/png").body(Pictures.png(1, 1, false)).post("/v1/media");
        return UUID.fromString(made.then().statusCode(201).extract().path("id"));
    }

    private Response use(UUID medium, UUID account, UUID inMessage, boolean burns) {
        return internal()
                .contentType(ContentType.JSON)
                .body(Json.bytes(
                        Map.of("accountId", account, "conversationId", chat, "messageId", inMessage, "sealed", burns)))
                .put("/internal/media/%s/use".formatted(medium));
    }

    private static RequestSpecification internal() {
        return given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN);
    }

    private static RequestSpecification as(UUID account) {
        return given().header("Authorization", "Bearer " + TestTokens.of(account));
    }
}
