package io.laiwang.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes the one public port, and how what doesn't is answered. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class GatewayTest {
    private final UUID ann = UUID.randomUUID();

    @Test
    void wantsATokenWhereOneIsNeeded() {
        List<String> tokens = List.of(
                "",
                "Bearer",
                "Bearer nonsense",
                "Basic YTpi",
                TestTokens.of(ann),
                "Bearer " + TestTokens.of(ann, UUID.randomUUID(), Duration.ofMinutes(-1)),
                "Bearer " + TestTokens.of(ann) + "x");
        for (String path : List.of("/v1/contacts", "/v1/stream", "/v1/conversations", "/v1/accounts/me")) {
            for (String token : tokens) {
                given().header("Authorization", token)
                        .get(path)
                        .then()
                        .statusCode(401)
                        .header("WWW-Authenticate", "Bearer")
                        .contentType("application/problem+json")
                        .body("code", is("unauthorized"));
            }
        }
        given().get("/v1/contacts").then().statusCode(401);
        given().post("/v1/conversations/" + UUID.randomUUID() + "/messages")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/media/1/readers/2",
                "/internal/stream-tickets/redeem",
                "/v1/../internal/media/1/readers/2",
                "/v1/media/%2e%2e/%2e%2e/internal/x",
                "/V1/contacts",
                "/v1/contacts/",
                "/v1/contacts/a/b",
                "/v1//contacts",
                "/v1/nothing",
                "/q/health",
                "/q/health/ready",
                "/q/metrics",
                "/q/dev",
                "/metrics",
                "/assets/../application.properties",
                "/assets/%2e%2e/%2e%2e/application.properties",
                "/nothing"
            })
    void hidesWhatIsNotListed(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = raw(path);
        assertEquals(404, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse("none").split(";")[0]);
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse("none"));
    }

    @Test
    void showsTheApiToWhoLooks() {
        given().get("/q/swagger-ui/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(org.hamcrest.Matchers.containsString("/q/openapi"));
        given().get("/q/swagger-ui/swagger-ui-bundle.js").then().statusCode(200);
    }

    @Test
    void anUploadMayNameItsMethodInAHeader() {
        String header = "X-HTTP-Method-Override";
        signedIn()
                .header(header, "PATCH")
                .post("/v1/uploads/1")
                .then()
                .statusCode(200)
                .body("method", is("PATCH"));
        for (String other : new String[] {"", " ", "GET", "HEAD", "p a", "CONNECT"}) {
            signedIn().header(header, other).post("/v1/uploads/1").then().statusCode(404);
        }
        signedIn().header(header, "DELETE").post("/v1/media/1").then().statusCode(404);
    }

    @Test
    void refusesOtherMethods() {
        signedIn().put("/v1/contacts").then().statusCode(404).body("code", is("not-found"));
        signedIn().delete("/v1/accounts/me").then().statusCode(404);
        signedIn().options("/v1/contacts").then().statusCode(404);
    }

    @Test
    void aBodyOfJsonHas64KibibytesAtMost() {
        String conversation = "/v1/conversations/" + UUID.randomUUID();
        for (String path : List.of("/v1/groups", "/v1/contact-requests", conversation + "/messages")) {
            signedIn()
                    .body("{\"x\":\"%s\"}".formatted("x".repeat(64 * 1024)))
                    .post(path)
                    .then()
                    .statusCode(413)
                    .contentType("application/problem+json")
                    .body("code", is("too-large"));
        }
        signedIn()
                .body(" ".repeat(64 * 1024 + 1))
                .put(conversation + "/read")
                .then()
                .statusCode(413);
        signedIn()
                .body("{}" + " ".repeat(64 * 1024 - 2))
                .post("/v1/groups")
                .then()
                .statusCode(200);
        signedIn()
                .body("{}" + " ".repeat(64 * 1024 - 2))
                .post(conversation + "/messages")
                .then()
                .statusCode(400);
    }

    @Test
    void aBodyOfUnknownLengthHasTheSameLimit() throws IOException, InterruptedException {
        byte[] large = " ".repeat(64 * 1024 + 1).getBytes();
        HttpRequest request = request("/v1/conversations/" + UUID.randomUUID() + "/messages")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build();
        assertEquals(413, send(request).statusCode());
    }

    @Test
    void namesEveryRequestOnce() {
        Response named = signedIn().header("X-Request-Id", "a-B_9.z").get("/v1/contacts");
        assertEquals(List.of("a-B_9.z"), named.headers().getValues("X-Request-Id"));
        assertEquals(List.of("nosniff"), named.headers().getValues("X-Content-Type-Options"));
        named.then().body("requestId", is("a-B_9.z"));
        for (String insane : List.of("", "a b", "x".repeat(65), "<script>")) {
            signedIn()
                    .header("X-Request-Id", insane)
                    .get("/v1/contacts")
                    .then()
                    .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
        }
        given().get("/v1/contacts").then().header("X-Request-Id", notNullValue());
    }

    @Test
    void servesTheWebClientUnderAStrictPolicy() {
        for (String path : List.of("/", "/assets/main.js", "/assets/ui/dom.js")) {
            given().get(path)
                    .then()
                    .statusCode(200)
                    .header("X-Content-Type-Options", "nosniff")
                    .header(
                            "Content-Security-Policy",
                            allOf(
                                    containsString("default-src 'none'"),
                                    containsString("script-src 'self'"),
                                    containsString("frame-ancestors 'none'"),
                                    not(containsString("unsafe"))));
        }
        given().get("/q/asyncapi").then().statusCode(200).body(containsString("asyncapi: 3"));
        given().get("/").then().header("Access-Control-Allow-Origin", (String) null);
    }

    private RequestSpecification signedIn() {
        return given().header("Authorization", "Bearer " + TestTokens.of(ann)).contentType(ContentType.JSON);
    }

    /** As it is written: dots and slashes stay where they are. */
    private HttpResponse<String> raw(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + TestTokens.of(ann));
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
