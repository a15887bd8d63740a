package io.laiwang.auth;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.AccountEvent.SessionEnded;
import io.laiwang.contracts.Topics;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTopic;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "auth"))
@WithTestResource(OtherServices.class)
class RefreshTest {
    @Inject
    Pool pool;

    @Test
    void aTokenThatComesLateEndsItsSession() {
        Someone ann = Someone.signUp();
        String next = refreshed(ann.refreshToken());
        later(ann, 11);

        Someone.refresh(ann.refreshToken()).statusCode(401).body("code", equalTo("refresh-token-reused"));
        Someone.refresh(next).statusCode(401).body("code", equalTo("unauthorized"));
        Someone.refresh(ann.refreshToken()).statusCode(401).body("code", equalTo("unauthorized"));

        try (TestTopic topic = new TestTopic(Topics.ACCOUNT_EVENTS)) {
            assertEquals(
                    new SessionEnded(ann.id(), ann.sessionId()),
                    topic.await(ann.id(), 2, AccountEvent.class).getLast());
        }
    }

    @Test
    void manyAtOnceThatComeLateEndItOnce() {
        Someone ann = Someone.signUp();
        refreshed(ann.refreshToken());
        later(ann, 11);

        List<Integer> answers = Someone.atOnce(
                8, () -> Someone.refresh(ann.refreshToken()).extract().statusCode());

        assertEquals(List.of(401), answers.stream().distinct().toList());
        Someone laptop = ann.elsewhere();
        laptop.call().delete("/v1/sessions/current").then().statusCode(204);
        try (TestTopic topic = new TestTopic(Topics.ACCOUNT_EVENTS)) {
            List<AccountEvent> events = topic.await(ann.id(), 3, AccountEvent.class);
            assertEquals(
                    List.of(
                            new SessionEnded(ann.id(), ann.sessionId()),
                            new SessionEnded(ann.id(), laptop.sessionId())),
                    events.subList(1, events.size()));
        }
    }

    @Test
    void theDatabaseHoldsNoToken() {
        Someone ann = Someone.signUp();
        String next = refreshed(ann.refreshToken());
        for (Row row : sql("select * from refresh_token where session_id = $1", ann)) {
            for (String column : List.of("hash", "successor")) {
                String stored = row.getBuffer(column) == null
                        ? ""
                        : new String(row.getBuffer(column).getBytes(), StandardCharsets.ISO_8859_1);
                assertFalse(stored.contains(next) || stored.contains(ann.refreshToken()));
            }
        }
    }

    private static String refreshed(String token) {
        return Someone.refresh(token).statusCode(200).extract().path("refreshToken");
    }

    private void later(Someone who, int seconds) {
        sql(
                "update refresh_token set used_at = used_at - interval '%d seconds' where session_id = $1"
                        .formatted(seconds),
                who);
    }

    private RowSet<Row> sql(String sql, Someone who) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(who.sessionId()))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
