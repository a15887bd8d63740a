package io.laiwang.auth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "auth"))
@WithTestResource(OtherServices.class)
class LoginLimitTest {
    private static final String RIGHT = "correct horse battery";

    @Test
    void anEleventhWrongPasswordIsNotLookedAt() {
        String handle = newHandle();
        given().contentType("application/json")
                .body(Map.of("handle", handle, "password", RIGHT, "displayName", "Ann"))
                .post("/v1/accounts")
                .then()
                .statusCode(201);
        login(handle, RIGHT).statusCode(201);
        for (int i = 0; i < 10; i++) {
            login(handle, "wrong horse " + i).statusCode(401);
        }

        login(handle.toUpperCase(java.util.Locale.ROOT), RIGHT)
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("too-many-requests"));
        login(newHandle(), RIGHT).statusCode(401);
    }

    private static String newHandle() {
        return "h" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    private static ValidatableResponse login(String handle, String password) {
        return given().contentType("application/json")
                .body(Map.of(
                        "handle", handle, "password", password, "device", Map.of("name", "phone", "platform", "test")))
                .post("/v1/sessions")
                .then();
    }
}
