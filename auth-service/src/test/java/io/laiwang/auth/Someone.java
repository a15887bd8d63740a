package io.laiwang.auth;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Somebody new, signed in. */
public record Someone(UUID id, String handle, String token, UUID sessionId, String refreshToken) {
    public static final String PASSWORD = "correct horse battery";

    public static Someone signUp() {
        String handle = newHandle();
        String id = json(Map.of("handle", handle, "password", PASSWORD, "displayName", "Ann"))
                .post("/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return session(UUID.fromString(id), handle);
    }

    /** The same person on another device. */
    public Someone elsewhere() {
        return session(id, handle);
    }

    public RequestSpecification call() {
        return as(token);
    }

    public RequestSpecification call(Object body) {
        return json(body).header("Authorization", "Bearer " + token);
    }

    public static ValidatableResponse login(String handle, String password) {
        return json(Map.of(
                        "handle", handle, "password", password, "device", Map.of("name", "phone", "platform", "test")))
                .post("/v1/sessions")
                .then();
    }

    public static ValidatableResponse refresh(String token) {
        return json(Map.of("refreshToken", token)).post("/v1/sessions/refresh").then();
    }

    public static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    public static RequestSpecification json(Object body) {
        return given().contentType("application/json").body(body);
    }

    public static String newHandle() {
        return "a" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    public static <T> List<T> atOnce(int callers, Supplier<T> call) {
        Stream<CompletableFuture<T>> calls = IntStream.range(0, callers)
                .mapToObj(i -> CompletableFuture.supplyAsync(call, Thread::startVirtualThread));
        return calls.toList().stream().map(CompletableFuture::join).toList();
    }

    private static Someone session(UUID id, String handle) {
        Response pair = login(handle, PASSWORD).statusCode(201).extract().response();
        return new Someone(
                id,
                handle,
                pair.path("accessToken"),
                UUID.fromString(pair.path("sessionId")),
                pair.path("refreshToken"));
    }
}
