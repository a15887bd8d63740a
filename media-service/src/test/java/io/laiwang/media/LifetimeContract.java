package io.laiwang.media;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.Json;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.media.medium.MediaStore;
import io.laiwang.testing.EmbeddedStack;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who refers to media, how long they are kept and how many. */
abstract class LifetimeContract extends MediaSteps {
    @Inject
    MediaStore store;

    @Test
    void everyoneSeesAnAvatarWhileItIsOne() {
        String picture = upload(Pictures.png(1, 1, false), "image/png").path("id");
        String note = upload("no picture".getBytes(), "text/plain").path("id");
        setAvatar(ann, "{\"mediaId\":\"%s\",\"ownerId\":\"%s\"}".formatted(picture, ben))
                .then()
                .statusCode(404);
        setAvatar(ann, "{\"mediaId\":\"%s\",\"ownerId\":\"%s\"}".formatted(note, ann))
                .then()
                .statusCode(404);
        as(ben).get("/v1/media/" + picture).then().statusCode(404);
        setAvatar(ann, "{\"mediaId\":\"%s\",\"ownerId\":\"%s\"}".formatted(picture, ann))
                .then()
                .statusCode(204);
        as(ben).get("/v1/media/" + picture).then().statusCode(200);
        setAvatar(ann, "{\"mediaId\":null}").then().statusCode(204);
        as(ben).get("/v1/media/" + picture).then().statusCode(404);
        as(ann).contentType("application/json")
                .body("{}")
                .post("/internal/avatars/" + ann)
                .then()
                .statusCode(401);
    }

    @Test
    void erasesWhatNothingRefersTo() {
        String forgotten = upload(Pictures.png(1, 1, false), "image/png").path("id");
        String shared = upload(Pictures.png(1, 1, false), "image/png").path("id");
        String avatar = upload(Pictures.png(1, 1, false), "image/png").path("id");
        UUID conversation = UUID.randomUUID();
        ChatMembers.add(conversation, ben, 1, Long.MAX_VALUE);
        setAvatar(ann, "{\"mediaId\":\"%s\",\"ownerId\":\"%s\"}".formatted(avatar, ann))
                .then()
                .statusCode(204);
        tell(new MediaEvent.Shared(UUID.fromString(shared), conversation, 1));
        Awaitility.await().until(() -> as(ben).get("/v1/media/" + shared).statusCode() == 200);

        sweepAfter(Duration.ofDays(6));
        as(ann).get("/v1/media/" + forgotten).then().statusCode(200);
        sweepAfter(Duration.ofDays(8));
        as(ann).get("/v1/media/" + forgotten).then().statusCode(404);
        as(ann).get("/v1/media/" + shared).then().statusCode(200);
        as(ann).get("/v1/media/" + avatar).then().statusCode(200);
        assertTrue(size(forgotten).isEmpty());

        tell(new MediaEvent.Withdrawn(UUID.fromString(shared), conversation, 1));
        Awaitility.await().until(() -> as(ben).get("/v1/media/" + shared).statusCode() == 404);
        setAvatar(ann, "{\"mediaId\":null}");
        sweepAfter(Duration.ofDays(8));
        as(ann).get("/v1/media/" + shared).then().statusCode(404);
        as(ann).get("/v1/media/" + avatar).then().statusCode(404);
    }

    @Test
    void whatIsAboutToBeSentIsKeptForADayAtLeast() {
        String late = upload("for later".getBytes(), "text/plain").path("id");
        try {
            TestClock.advance(Duration.ofDays(7).minusHours(1));
            given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                    .contentType("application/json")
                    .body(Json.bytes(Map.of(
                            "accountId",
                            ann,
                            "conversationId",
                            UUID.randomUUID(),
                            "messageId",
                            UUID.randomUUID(),
                            "sealed",
                            false)))
                    .put("/internal/media/%s/use".formatted(late))
                    .then()
                    .statusCode(204);
        } finally {
            TestClock.reset();
        }
        sweepAfter(Duration.ofDays(7).plusHours(22));
        as(ann).get("/v1/media/" + late).then().statusCode(200);
        sweepAfter(Duration.ofDays(8));
        as(ann).get("/v1/media/" + late).then().statusCode(404);
    }

    @Test
    void oneInstanceSweepsAndAnotherTakesOverWhenItsLeaseHasRunOut() {
        String forgotten = upload("forgotten".getBytes(), "text/plain").path("id");
        Instant begin = Instant.now();
        UUID other = UUID.randomUUID();
        sweepAfter(Duration.ZERO);
        assertFalse(leases(other, begin.plus(Duration.ofMinutes(4)), begin.plus(Duration.ofMinutes(9))));
        assertTrue(leases(other, begin.plus(Duration.ofMinutes(6)), begin.plus(Duration.ofDays(9))));
        assertTrue(leases(other, begin.plus(Duration.ofDays(8)), begin.plus(Duration.ofDays(9))));

        sweepAfter(Duration.ofDays(8));
        as(ann).get("/v1/media/" + forgotten).then().statusCode(200);
        sweepAfter(Duration.ofDays(10));
        as(ann).get("/v1/media/" + forgotten).then().statusCode(404);
        sweepAfter(Duration.ZERO);
    }

    private boolean leases(UUID holder, Instant now, Instant until) {
        return store.lease("sweep", holder, now, until).await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void refusesWhatIsOverTheQuotaWhateverComesAtOnce() throws IOException, InterruptedException {
        int third = ChatMembers.QUOTA / 3;
        assertEquals(201, uploadZeros(third));
        List<Integer> answers = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService senders = Executors.newFixedThreadPool(5)) {
            for (int n = 0; n < 5; n++) {
                senders.submit(() -> answers.add(uploadZeros(third)));
            }
        }
        int taken = Collections.frequency(answers, 201);
        assertTrue(taken <= 2 && taken + Collections.frequency(answers, 413) == 5, answers.toString());
        for (int n = taken; n < 2; n++) {
            assertEquals(201, uploadZeros(third));
        }
        upload("one more".getBytes(), "text/plain")
                .then()
                .statusCode(413)
                .body("code", equalTo("quota-exceeded"))
                .body("detail", equalTo("%d of %d bytes are used.".formatted(third * 3, ChatMembers.QUOTA)));
        as(ann).delete("/v1/media/" + UUID.randomUUID()).then().statusCode(404);
    }
}
