package io.laiwang.media;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.contracts.Profile;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the gateway and the people behind it see of this service, whichever store it has. */
abstract class MediaContract {
    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();

    @Inject
    RecordSender records;

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
        records.send(new ProducerRecord<>(
                        Topics.MEDIA_EVENTS,
                        id,
                        Json.bytes(new MediaEvent.Shared(UUID.fromString(id), conversation, 7))))
                .await()
                .atMost(Duration.ofSeconds(10));

        Awaitility.await().until(() -> as(ben).get("/v1/media/" + id).statusCode() == 200);
        as(newcomer).get("/v1/media/" + id).then().statusCode(404).body("code", equalTo("not-found"));
        internal(id, ben).then().statusCode(204);
        internal(id, newcomer).then().statusCode(404);
        as(ann).get("/internal/media/" + id + "/readers/" + ann).then().statusCode(401);
        as(ben).delete("/v1/media/" + id).then().statusCode(403);
        as(ann).delete("/v1/media/" + id).then().statusCode(204);
        as(ann).get("/v1/media/" + id).then().statusCode(404);
        as(ben).get("/v1/media/" + id).then().statusCode(404);
    }

    @Test
    void anAvatarIsSeenByEveryoneAsLongAsItIsOne() {
        UUID picture =
                UUID.fromString(upload(Pictures.png(1, 1, false), "image/png").path("id"));
        UUID text = UUID.fromString(upload("text".getBytes(), "text/plain").path("id"));
        service("/internal/accounts/%s/pictures/%s".formatted(ann, picture)).statusCode(204);
        service("/internal/accounts/%s/pictures/%s".formatted(ben, picture)).statusCode(404);
        service("/internal/accounts/%s/pictures/%s".formatted(ann, text)).statusCode(404);

        tell(new AccountEvent.ProfileChanged(ann, new Profile(ann, "ann", "Ann", picture), null, 2));
        Awaitility.await().until(() -> as(ben).get("/v1/media/" + picture).statusCode() == 200);
        as(ben).delete("/v1/media/" + picture).then().statusCode(403);
        as(ben).get("/v1/media/" + text).then().statusCode(404);

        tell(new AccountEvent.ProfileChanged(ann, new Profile(ann, "ann", "Ann", text), null, 1));
        tell(new AccountEvent.ProfileChanged(ann, new Profile(ann, "ann", "Ann", null), null, 3));
        Awaitility.await().until(() -> as(ben).get("/v1/media/" + picture).statusCode() == 404);
        as(ben).get("/v1/media/" + text).then().statusCode(404);
    }

    @Test
    void anErasedAccountLeavesNoMediumAndThatIsReported() {
        UUID avatar =
                UUID.fromString(upload(Pictures.png(1, 1, false), "image/png").path("id"));
        UUID other =
                UUID.fromString(upload("0123456789".getBytes(), "text/plain").path("id"));
        service("/internal/accounts/%s/media".formatted(ann))
                .body("items.id", equalTo(List.of(avatar.toString(), other.toString())));
        service("/internal/accounts/%s/media?after=%s".formatted(ann, avatar)).body("items.size", equalTo(List.of(10)));
        assertEquals(
                "34567",
                service("/internal/accounts/%s/media/%s?from=3&length=5".formatted(ann, other))
                        .extract()
                        .asString());
        tell(new AccountEvent.ProfileChanged(ann, new Profile(ann, "ann", "Ann", avatar), null, 1));
        Awaitility.await().until(() -> as(ben).get("/v1/media/" + avatar).statusCode() == 200);

        tell(new AccountEvent.AccountErased(ann, 2));

        Awaitility.await().until(() -> TestTokens.erasureReports(ann) == 1);
        for (UUID medium : List.of(avatar, other)) {
            as(ann).get("/v1/media/" + medium).then().statusCode(404);
            as(ben).get("/v1/media/" + medium).then().statusCode(404);
        }
        service("/internal/accounts/%s/media".formatted(ann)).body("items", equalTo(List.of()));
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
        as(ann).post("/v1/uploads").then().statusCode(404);
    }

    private void tell(AccountEvent event) {
        records.send(new ProducerRecord<>(
                        Topics.ACCOUNT_EVENTS, event.accountId().toString(), Json.bytes(event)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static io.restassured.response.ValidatableResponse service(String path) {
        return given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .get(path)
                .then();
    }

    private Response upload(byte[] bytes, String type) {
        return as(ann).contentType(type)
                .config(io.restassured.RestAssured.config()
                        .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(type, io.restassured.http.ContentType.BINARY)))
                .body(bytes)
                .post("/v1/media");
    }

    /** As a stream: the whole isn't held in memory here either. */
    private int uploadZeros(int size) throws IOException, InterruptedException {
        byte[] piece = new byte[64 * 1024];
        List<byte[]> pieces = new ArrayList<>(Collections.nCopies(size / piece.length, piece));
        pieces.add(new byte[size % piece.length]);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/media"))
                    .header("Authorization", "Bearer " + TestTokens.of(ann))
                    .header("Content-Type", "application/zip")
                    .version(HttpClient.Version.HTTP_1_1)
                    .POST(HttpRequest.BodyPublishers.ofByteArrays(pieces))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static Response internal(String id, UUID account) {
        return given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .get("/internal/media/" + id + "/readers/" + account);
    }

    private static RequestSpecification as(UUID account) {
        return given().header("Authorization", "Bearer " + TestTokens.of(account));
    }
}
