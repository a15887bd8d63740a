package io.laiwang.auth;

import static io.laiwang.testing.Outages.unavailable;
import static org.hamcrest.Matchers.equalTo;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.AccountEvent.ProfileChanged;
import io.laiwang.contracts.Topics;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.Outages;
import io.laiwang.testing.TestTopic;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Stores that go away and come back. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "auth"))
@WithTestResource(OtherServices.class)
class FaultTest {
    @TestHTTPResource(management = true)
    URI management;

    private static final int ROUNDS = 5;

    @Test
    void withoutItsDatabaseItSaysSoAndIsWellAgainByItself() {
        Someone ann = Someone.signUp();
        Someone ben = Someone.signUp();
        String wanted = Someone.newHandle();
        Supplier<Response> signUp =
                () -> Someone.json(Map.of("handle", wanted, "password", Someone.PASSWORD, "displayName", "Cat"))
                        .post("/v1/accounts");

        Outages.withoutPostgres(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                unavailable(ann.call().get("/v1/accounts/me"));
                unavailable(signUp.get());
                unavailable(
                        Someone.json(Map.of("refreshToken", ann.refreshToken())).post("/v1/sessions/refresh"));
                unavailable(ben.call(Map.of("password", Someone.PASSWORD)).delete("/v1/accounts/me"));
                unavailable(ann.call().delete("/v1/sessions/current"));
            }
        });

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> ann.call().get("/v1/accounts/me").statusCode() == 200);
        signUp.get().then().statusCode(201);
        ben.call().get("/v1/sessions").then().statusCode(200).body("items.size()", equalTo(1));
        Someone.refresh(ann.refreshToken()).statusCode(200);
    }

    /** Eleven wrong ones would be too many. */
    @Test
    void aLoginThatTheDatabaseFailsIsNoWrongPassword() {
        Someone ann = Someone.signUp();

        Outages.withoutPostgres(() -> IntStream.rangeClosed(0, 11)
                .forEach(i -> unavailable(
                        Someone.login(ann.handle(), Someone.PASSWORD).extract().response())));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> ann.call().get("/v1/accounts/me").statusCode() == 200);
        Someone.login(ann.handle(), Someone.PASSWORD).statusCode(201);
    }

    @Test
    void withoutKafkaItGoesOnAndTellsLaterInOrder() {
        Someone ann = Someone.signUp();
        List<Someone> others = new ArrayList<>();

        Outages.withoutKafka(() -> {
            Outages.tellsThatKafkaIsOut(management);
            IntStream.rangeClosed(1, ROUNDS).forEach(i -> rename(ann, "Ann " + i));
            Someone.atOnce(32, () -> ann.call().get("/v1/accounts/me").then().statusCode(200));
            others.addAll(Someone.atOnce(12, Someone::signUp));
        });

        rename(ann, "Ann again");
        try (TestTopic topic = new TestTopic(Topics.ACCOUNT_EVENTS)) {
            Awaitility.await().pollInSameThread().until(() -> versions(topic, ann), equalTo(upTo(ROUNDS + 2)));
            others.forEach(other -> topic.await(other.id(), 1));
        }
    }

    private static void rename(Someone who, String name) {
        who.call(Map.of("displayName", name)).patch("/v1/accounts/me").then().statusCode(200);
    }

    /** In the order in which they were told first: one that is told again changes nothing. */
    private static List<Long> versions(TestTopic topic, Someone who) {
        return topic.await(who.id(), 1, AccountEvent.class).stream()
                .map(event -> ((ProfileChanged) event).version())
                .distinct()
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
