package io.laiwang.media;

import static io.restassured.RestAssured.given;

import io.laiwang.contracts.Json;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.media.blob.BlobName;
import io.laiwang.media.blob.BlobStore;
import io.laiwang.media.medium.Sweeper;
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
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What people, neighbours and time do to this service. */
abstract class MediaSteps {
    final UUID ann = UUID.randomUUID();
    final UUID ben = UUID.randomUUID();

    @Inject
    RecordSender records;

    @Inject
    Sweeper sweeper;

    @Inject
    BlobStore blobs;

    void tell(MediaEvent event) {
        records.send(new ProducerRecord<>(Topics.MEDIA_EVENTS, event.mediaId().toString(), Json.bytes(event)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    void sweepAfter(Duration time) {
        try {
            TestClock.advance(time);
            sweeper.sweep().await().atMost(Duration.ofSeconds(30));
        } finally {
            TestClock.reset();
        }
    }

    OptionalLong size(String id) {
        return blobs.size(BlobName.of(UUID.fromString(id))).await().atMost(Duration.ofSeconds(10));
    }

    static Response setAvatar(UUID subject, String avatar) {
        return given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .contentType("application/json")
                .body(avatar)
                .post("/internal/avatars/" + subject);
    }

    Response upload(byte[] bytes, String type) {
        return as(ann).contentType(type)
                .config(io.restassured.RestAssured.config()
                        .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(type, io.restassured.http.ContentType.BINARY)))
                .body(bytes)
                .post("/v1/media");
    }

    /** As a stream: the whole isn't held in memory here either. */
    int uploadZeros(int size) throws IOException, InterruptedException {
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

    static Response internal(String id, UUID account) {
        return given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .get("/internal/media/" + id + "/readers/" + account);
    }

    static RequestSpecification as(UUID account) {
        return given().header("Authorization", "Bearer " + TestTokens.of(account));
    }
}
