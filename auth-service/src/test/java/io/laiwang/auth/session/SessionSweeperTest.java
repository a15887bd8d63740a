package io.laiwang.auth.session;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.auth.OtherServices;
import io.laiwang.auth.Someone;
import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Topics;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTopic;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "auth"))
@WithTestResource(OtherServices.class)
class SessionSweeperTest {
    @Inject
    SessionSweeper sweeper;

    @Inject
    Pool pool;

    @Test
    void aUsedTokenGoesAndIsStillKnownToHaveBeenUsed() throws Throwable {
        Someone ann = Someone.signUp();
        String last = ann.refreshToken();
        for (int i = 0; i < 5; i++) {
            last = Someone.refresh(last).statusCode(200).extract().path("refreshToken");
        }
        assertEquals(6, count("refresh_token where session_id = $1", ann));
        sql("update refresh_token set used_at = used_at - interval '2 minutes' where session_id = $1", ann);

        sweep();

        assertEquals(1, count("refresh_token where session_id = $1", ann));
        List<String> answers = Someone.atOnce(8, () -> Someone.refresh(ann.refreshToken())
                .statusCode(401)
                .extract()
                .path("code"));
        assertEquals(true, answers.contains("refresh-token-reused"));
        Someone.refresh(last).statusCode(401).body("code", equalTo("unauthorized"));
        Someone laptop = ann.elsewhere();
        laptop.call().delete("/v1/sessions/current").then().statusCode(204);
        assertEquals(List.of(ann.sessionId(), laptop.sessionId()), ended(ann));
    }

    @Test
    void aTokenIsAnothersNeitherWholeNorInParts() throws Throwable {
        Someone ann = Someone.signUp();
        Someone ben = Someone.signUp();
        byte[] anns = Base64.getUrlDecoder().decode(ann.refreshToken());
        byte[] bens = Base64.getUrlDecoder().decode(ben.refreshToken());
        System.arraycopy(anns, 0, bens, 0, 16);

        Someone.refresh(Base64.getUrlEncoder().withoutPadding().encodeToString(bens))
                .statusCode(401)
                .body("code", equalTo("unauthorized"));

        Someone.refresh(ann.refreshToken()).statusCode(200);
        Someone.refresh(ben.refreshToken()).statusCode(200);
    }

    @Test
    void anExpiredTokenGoesWithItsSession() throws Throwable {
        Someone ann = Someone.signUp();
        sql("update refresh_token set expires_at = now() - interval '1 second' where session_id = $1", ann);
        sql("update session set last_seen_at = now() - interval '61 days' where id = $1", ann);

        sweep();

        assertEquals(0, count("refresh_token where session_id = $1", ann));
        Someone.refresh(ann.refreshToken()).statusCode(401).body("code", equalTo("unauthorized"));
    }

    @Test
    void moreThanABatchGoesAtOnce() throws Throwable {
        Someone ann = Someone.signUp();
        sql("""
                insert into refresh_token (hash, session_id, expires_at)
                select sha256(convert_to($1::uuid::text || i, 'UTF8')), $1::uuid, now() - interval '1 day'
                from generate_series(1, 2500) i""", ann);

        sweep();

        assertEquals(1, count("refresh_token where session_id = $1", ann));
    }

    @Test
    void aSessionThatNobodyRefreshedIsEndedAndTold() throws Throwable {
        Someone ann = Someone.signUp();
        Someone laptop = ann.elsewhere();
        sql("update session set last_seen_at = now() - interval '61 days' where id = $1", ann);

        sweep();
        sweep();

        laptop.call()
                .get("/v1/sessions")
                .then()
                .body("items.id", equalTo(List.of(laptop.sessionId().toString())));
        Someone.refresh(ann.refreshToken()).statusCode(401);
        laptop.call().delete("/v1/sessions/current").then().statusCode(204);
        assertEquals(List.of(ann.sessionId(), laptop.sessionId()), ended(ann));
    }

    @Test
    void anEndedSessionGoesADayLater() throws Throwable {
        Someone ann = Someone.signUp();
        Someone laptop = ann.elsewhere();
        ann.call().delete("/v1/sessions/current").then().statusCode(204);
        sweep();
        assertEquals(1, count("session where id = $1", ann));
        sql("update session set ended_at = now() - interval '25 hours' where id = $1", ann);

        sweep();

        assertEquals(0, count("session where id = $1", ann));
        assertEquals(0, count("refresh_token where session_id = $1", ann));
        assertEquals(1, count("session where id = $1", laptop));
        Someone.refresh(ann.refreshToken()).statusCode(401).body("code", equalTo("unauthorized"));
        Someone.refresh(laptop.refreshToken()).statusCode(200);
    }

    /** Two sessions of it, in the order in which they ended; one that ends twice is there twice. */
    private static List<UUID> ended(Someone who) {
        try (TestTopic topic = new TestTopic(Topics.ACCOUNT_EVENTS)) {
            return topic.await(who.id(), 3, AccountEvent.class).stream()
                    .filter(AccountEvent.SessionEnded.class::isInstance)
                    .map(event -> ((AccountEvent.SessionEnded) event).sessionId())
                    .toList();
        }
    }

    private void sweep() throws Throwable {
        VertxContextSupport.subscribeAndAwait(sweeper::sweep);
    }

    private long count(String rows, Someone who) {
        return sql("select count(*) from " + rows, who).iterator().next().getLong(0);
    }

    private RowSet<Row> sql(String sql, Someone who) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(who.sessionId()))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
