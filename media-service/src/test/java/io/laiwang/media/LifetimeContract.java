package io.laiwang.media;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.MediaEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who refers to media, how long they are kept and how many. */
abstract class LifetimeContract extends MediaSteps {
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
