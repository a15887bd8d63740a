package io.laiwang.auth;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.testing.EmbeddedStack;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "auth"))
@WithTestResource(OtherServices.class)
class PasswordTest {
    private static final String NEW = "another horse battery";

    @Inject
    Pool pool;

    @Inject
    MeterRegistry metrics;

    @Test
    void anUnknownHandleCostsOneHashAsAKnownOneDoes() {
        Someone ann = Someone.signUp();
        for (String handle : List.of(ann.handle(), Someone.newHandle())) {
            long before = metrics.get("laiwang.password.checks").timer().count();
            Someone.login(handle, "wrong horse battery").statusCode(401);
            assertEquals(
                    before + 1, metrics.get("laiwang.password.checks").timer().count(), handle);
        }
    }

    @Test
    void aNewPasswordEndsEveryOtherSession() {
        Someone ann = Someone.signUp();
        Someone laptop = ann.elsewhere();

        ann.call(change(Someone.PASSWORD, NEW))
                .put("/v1/accounts/me/password")
                .then()
                .statusCode(204);

        Someone.refresh(laptop.refreshToken()).statusCode(401);
        Someone.refresh(ann.refreshToken()).statusCode(200);
        Someone.login(ann.handle(), Someone.PASSWORD).statusCode(401);
        Someone.login(ann.handle(), NEW).statusCode(201);
    }

    @Test
    void ofChangesAtOnceOneWins() {
        Someone ann = Someone.signUp();
        AtomicInteger next = new AtomicInteger();

        List<Integer> answers = Someone.atOnce(4, () -> ann.call(change(Someone.PASSWORD, NEW + next.incrementAndGet()))
                .put("/v1/accounts/me/password")
                .statusCode());

        assertEquals(1, answers.stream().filter(status -> status == 204).count(), answers.toString());
        assertEquals(3, answers.stream().filter(status -> status == 403).count(), answers.toString());
    }

    @Test
    void aWrongOneCountsLikeAFailedLogin() {
        Someone ann = Someone.signUp();
        for (int i = 0; i < 10; i++) {
            ann.call(change("wrong horse " + i, NEW))
                    .put("/v1/accounts/me/password")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("wrong-password"));
        }
        Someone.login(ann.handle(), Someone.PASSWORD).statusCode(429);
        ann.call(change(Someone.PASSWORD, NEW))
                .put("/v1/accounts/me/password")
                .then()
                .statusCode(429);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "password1", "qwertyuiop", "\u0000longenough"})
    void aNewOneIsNoCommonOne(String wanted) {
        Someone.signUp()
                .call(change(Someone.PASSWORD, wanted))
                .put("/v1/accounts/me/password")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("newPassword")));
    }

    @Test
    void aHashUnderOldParametersIsMadeAnewAtTheNextLogin() {
        Someone ann = Someone.signUp();
        String weak = com.password4j.Password.hash(Someone.PASSWORD)
                .addRandomSalt(16)
                .with(com.password4j.Argon2Function.getInstance(1024, 1, 1, 32, com.password4j.types.Argon2.ID))
                .getResult();
        sql("update account set password_hash = $2 where id = $1 returning password_hash", Tuple.of(ann.id(), weak));

        Someone.login(ann.handle(), Someone.PASSWORD).statusCode(201);

        String hash = sql("select password_hash from account where id = $1", Tuple.of(ann.id()));
        assertEquals("$argon2id$v=19$m=19456,t=2,p=1", hash.substring(0, hash.indexOf('$', 20)));
        Someone.login(ann.handle(), Someone.PASSWORD).statusCode(201);
    }

    private static Map<String, String> change(String current, String wanted) {
        return Map.of("currentPassword", current, "newPassword", wanted);
    }

    private String sql(String sql, Tuple values) {
        return pool.preparedQuery(sql)
                .execute(values)
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getString(0);
    }
}
