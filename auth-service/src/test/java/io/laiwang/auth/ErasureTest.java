package io.laiwang.auth;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.AccountEvent.AccountErased;
import io.laiwang.contracts.AccountEvent.SessionEnded;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Topics;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTopic;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "auth"))
@WithTestResource(OtherServices.class)
class ErasureTest {
    private static final Map<String, String> CONFIRMED = Map.of("password", Someone.PASSWORD);

    @Inject
    Pool pool;

    @Test
    void anErasedAccountIsGoneAndItsHandleStaysTaken() {
        Someone ann = Someone.signUp();
        Someone laptop = ann.elsewhere();
        Someone bob = Someone.signUp();

        ann.call(CONFIRMED).delete("/v1/accounts/me").then().statusCode(202);

        bob.call().get("/v1/accounts/" + ann.id()).then().statusCode(404);
        bob.call().get("/v1/accounts?handle=" + ann.handle()).then().statusCode(404);
        Someone.login(ann.handle(), Someone.PASSWORD).statusCode(401).body("code", equalTo("invalid-credentials"));
        Someone.refresh(laptop.refreshToken()).statusCode(401);
        Someone.json(Map.of("handle", ann.handle(), "password", Someone.PASSWORD, "displayName", "Eve"))
                .post("/v1/accounts")
                .then()
                .statusCode(409);
        ann.call(CONFIRMED).delete("/v1/accounts/me").then().statusCode(404);
    }

    @Test
    void theEventsEndEverySessionAndThenTheAccount() {
        Someone ann = Someone.signUp();
        Someone laptop = ann.elsewhere();
        ann.call(CONFIRMED).delete("/v1/accounts/me").then().statusCode(202);

        List<AccountEvent> events = events(ann, 4);

        Set<UUID> ended = events.stream()
                .filter(SessionEnded.class::isInstance)
                .map(event -> ((SessionEnded) event).sessionId())
                .collect(Collectors.toSet());
        assertEquals(Set.of(ann.sessionId(), laptop.sessionId()), ended);
        assertEquals(new AccountErased(ann.id(), 2), events.getLast());
    }

    @Test
    void nothingOfItStaysInTheDatabase() {
        Someone ann = Someone.signUp();
        ann.call("{\"bio\":\"a secret of Ann\"}")
                .patch("/v1/accounts/me")
                .then()
                .statusCode(200);
        ann.call().post("/v1/stream-tickets").then().statusCode(201);
        ann.call(CONFIRMED).delete("/v1/accounts/me").then().statusCode(202);

        assertEquals(0, count("select count(*) from session where account_id = $1", ann));
        assertEquals(0, count("select count(*) from stream_ticket where account_id = $1", ann));
        assertEquals(1, count("""
                select count(*) from account where id = $1 and display_name = '' and password_hash = ''
                  and bio is null and qr_code is null and avatar_media_id is null""", ann));
    }

    /** What other services fill their copies from when they have lost them. */
    @Test
    void theLastEventOfEveryAccountIsThereForServices() {
        Someone ann = Someone.signUp();
        Someone ben = Someone.signUp();
        ben.call("{\"displayName\":\"Benny\"}").patch("/v1/accounts/me").then().statusCode(200);
        ann.call(CONFIRMED).delete("/v1/accounts/me").then().statusCode(202);

        Map<UUID, AccountEvent> all = new HashMap<>();
        String cursor = null;
        do {
            JsonPath page = Someone.as(EmbeddedStack.SERVICE_TOKEN)
                    .get("/internal/account-events" + (cursor == null ? "" : "?cursor=" + cursor))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            page.<Map<String, Object>>getList("items").stream()
                    .map(item -> Json.MAPPER.convertValue(item, AccountEvent.class))
                    .forEach(event -> all.put(event.accountId(), event));
            cursor = page.get("nextCursor");
        } while (cursor != null);

        assertEquals(new AccountErased(ann.id(), 2), all.get(ann.id()));
        assertEquals(events(ben, 2).getLast(), all.get(ben.id()));
        ben.call().get("/internal/account-events").then().statusCode(401);
        Someone.as(EmbeddedStack.SERVICE_TOKEN)
                .get("/internal/account-events?cursor=x")
                .then()
                .statusCode(400);
    }

    @Test
    void onlyWhoKnowsThePasswordErases() {
        Someone ann = Someone.signUp();
        ann.call(Map.of("password", "wrong horse"))
                .delete("/v1/accounts/me")
                .then()
                .statusCode(403)
                .body("code", equalTo("wrong-password"));
        ann.call("{}").delete("/v1/accounts/me").then().statusCode(400).body("errors[0].field", equalTo("password"));
        ann.call().get("/v1/accounts/me").then().statusCode(200);
    }

    @Test
    void isCompleteWhenEveryServiceHasReported() {
        Someone ann = Someone.signUp();
        report(ann, "media-service").statusCode(404);
        ann.call(CONFIRMED).delete("/v1/accounts/me").then().statusCode(202);

        report(ann, "group-service").statusCode(204);
        report(ann, "chat-service").statusCode(204);
        report(ann, "chat-service").statusCode(204);
        report(ann, "somebody").statusCode(400);
        assertEquals(0, completed(ann));
        report(ann, "media-service").statusCode(204);
        assertEquals(1, completed(ann));
        Someone.as(ann.token())
                .contentType("application/json")
                .body("{}")
                .post("/internal/erasures/%s/reports".formatted(ann.id()))
                .then()
                .statusCode(401);
    }

    private static ValidatableResponse report(Someone who, String service) {
        return Someone.as(EmbeddedStack.SERVICE_TOKEN)
                .contentType("application/json")
                .body(Map.of("service", service))
                .post("/internal/erasures/%s/reports".formatted(who.id()))
                .then();
    }

    private long completed(Someone who) {
        return count("select count(*) from erasure where account_id = $1 and completed_at is not null", who);
    }

    private long count(String sql, Someone who) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(who.id()))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
    }

    private static List<AccountEvent> events(Someone who, int count) {
        try (TestTopic topic = new TestTopic(Topics.ACCOUNT_EVENTS)) {
            return topic.await(who.id(), count, AccountEvent.class);
        }
    }
}
