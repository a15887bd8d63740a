package io.laiwang.auth;

import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.AccountEvent.ProfileChanged;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.qr.QrCode;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTopic;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "auth"))
@WithTestResource(OtherServices.class)
class ProfileTest {
    @Test
    void aProfileIsChangedFieldByFieldAndNullClears() {
        Someone ann = Someone.signUp();
        UUID picture = UUID.randomUUID();
        OtherServices.answer("/internal/accounts/%s/pictures/%s".formatted(ann.id(), picture), "");

        ann.call("{\"displayName\":\"Ännchen 🐦\",\"bio\":\"hi\\nthere\",\"avatarMediaId\":\"%s\"}".formatted(picture))
                .patch("/v1/accounts/me")
                .then()
                .statusCode(200)
                .body("displayName", equalTo("Ännchen 🐦"))
                .body("bio", equalTo("hi\nthere"))
                .body("avatarMediaId", equalTo(picture.toString()))
                .body("handle", equalTo(ann.handle()));
        ann.call("{\"bio\":null}")
                .patch("/v1/accounts/me")
                .then()
                .statusCode(200)
                .body("bio", equalTo(null))
                .body("avatarMediaId", equalTo(picture.toString()));
        ann.call("{\"avatarMediaId\":null,\"handle\":\"another\"}")
                .patch("/v1/accounts/me")
                .then()
                .body("avatarMediaId", equalTo(null))
                .body("handle", equalTo(ann.handle()));

        assertEquals(List.of(1L, 2L, 3L, 4L), versions(ann, 4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                    | body",
                "null                                  | body",
                "{\"displayName\":null}                | displayName",
                "{\"displayName\":7}                   | displayName",
                "{\"displayName\":\" \"}               | displayName",
                "{\"displayName\":\"a\\u0007\"}        | displayName",
                "{\"bio\":{}}                          | bio",
                "{\"bio\":\"\\ud800\"}                 | bio",
                "{\"avatarMediaId\":\"1-1-1-1-1\"}     | avatarMediaId"
            })
    void refusesAChangeThatCannotBe(String body, String field) {
        Someone.signUp()
                .call(body)
                .patch("/v1/accounts/me")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void anAvatarIsAPictureOfOnesOwn() {
        Someone.signUp()
                .call("{\"avatarMediaId\":\"%s\",\"bio\":\"x\"}".formatted(UUID.randomUUID()))
                .patch("/v1/accounts/me")
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown-media"));
    }

    @Test
    void aNewCodeStopsTheOldOneAndIsTold() {
        Someone ann = Someone.signUp();
        String first =
                ann.call().get("/v1/accounts/me/qr-code").then().extract().path("code");
        ann.call()
                .get("/v1/accounts/me/qr-code")
                .then()
                .statusCode(200)
                .body("code", equalTo(first))
                .body("url", equalTo("laiwang:add:" + first));
        String second = ann.call()
                .post("/v1/accounts/me/qr-code")
                .then()
                .statusCode(201)
                .body("code", not(equalTo(first)))
                .extract()
                .path("code");

        assertEquals(
                List.of(first, second),
                events(ann, 2).stream()
                        .map(event -> ((ProfileChanged) event).qrCode())
                        .toList());
    }

    @Test
    void theCardIsDrawnAsItIsAskedFor() {
        Someone ann = Someone.signUp();
        String url = ann.call().get("/v1/accounts/me/qr-code").then().extract().path("url");

        byte[] png = ann.call()
                .header("Accept", "image/png")
                .get("/v1/accounts/me/qr")
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("Cache-Control", "no-store")
                .extract()
                .asByteArray();
        assertArrayEquals(QrCode.of(url).png(), png);
        for (String accept : List.of("image/svg+xml", "*/*", "image/png;q=0.5, image/svg+xml")) {
            String svg = ann.call()
                    .header("Accept", accept)
                    .get("/v1/accounts/me/qr")
                    .then()
                    .statusCode(200)
                    .contentType(startsWith("image/svg+xml"))
                    .extract()
                    .asString();
            assertEquals(QrCode.of(url).svg(), svg);
        }
        Someone.as("nobody").get("/v1/accounts/me/qr").then().statusCode(401).contentType(endsWith("problem+json"));
    }

    private static List<Long> versions(Someone who, int count) {
        return events(who, count).stream()
                .map(event -> ((ProfileChanged) event).version())
                .toList();
    }

    private static List<AccountEvent> events(Someone who, int count) {
        try (TestTopic topic = new TestTopic(Topics.ACCOUNT_EVENTS)) {
            return topic.await(who.id(), count, AccountEvent.class);
        }
    }
}
