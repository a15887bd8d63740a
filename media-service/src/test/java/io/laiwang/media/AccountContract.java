package io.laiwang.media;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Profile;
import io.laiwang.contracts.Topics;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What media mean to their owner's account. */
abstract class AccountContract extends MediaSteps {
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
        String cursor = service("/internal/accounts/%s/media?limit=1".formatted(ann))
                .extract()
                .path("nextCursor");
        service("/internal/accounts/%s/media?cursor=%s".formatted(ann, cursor))
                .body("items.size", equalTo(List.of(10)));
        service("/internal/accounts/%s/media?cursor=%sA".formatted(ann, cursor)).statusCode(400);
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
}
