package io.laiwang.group;

import static io.laiwang.group.People.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers get wrong, and that the answer names it. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
class ContactInputTest {
    private static final String SOMEBODY = UUID.randomUUID().toString();

    private final UUID ann = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST  | /v1/contact-requests | {}                                       | accountId
            POST  | /v1/contact-requests | {"accountId":null}                       | accountId
            POST  | /v1/contact-requests | {"accountId":5}                          | accountId
            POST  | /v1/contact-requests | {"accountId":"somebody"}                 | accountId
            POST  | /v1/contact-requests | {"accountId":""}                         | accountId
            POST  | /v1/contact-requests | {"accountId":{"id":1}}                   | accountId
            POST  | /v1/contact-requests | {"accountId":"SOMEBODY","message":5}     | message
            POST  | /v1/contact-requests | {"accountId":"SOMEBODY","message":"\\u0000"} | message
            POST  | /v1/contact-requests | {"accountId":"SOMEBODY","message":"\\ud800"} | message
            POST  | /v1/contact-requests | {"accountId":"SOMEBODY","message":"LONG"} | message
            POST  | /v1/contact-requests | null                                     | body
            POST  | /v1/contact-requests | []                                       | body
            POST  | /v1/contact-requests | {"accountId":                             | body
            PATCH | /v1/contacts/SOMEBODY | {"alias":5}                             | alias
            PATCH | /v1/contacts/SOMEBODY | {"alias":""}                            | alias
            PATCH | /v1/contacts/SOMEBODY | {"alias":"LONG"}                        | alias
            PATCH | /v1/contacts/SOMEBODY | []                                      | body
            PATCH | /v1/contacts/SOMEBODY | "x"                                     | body""")
    void namesTheFieldOfABody(String method, String path, String body, String field) {
        String sent = body.replace("SOMEBODY", SOMEBODY).replace("LONG", "x".repeat(201));
        Response answer = as(ann).body(sent).request(method, path.replace("SOMEBODY", SOMEBODY));
        answer.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", is("urn:laiwang:problem:invalid-request"))
                .body("code", is("invalid-request"))
                .body("errors.field", contains(field))
                .body("keySet()", equalTo(Set.of("type", "title", "status", "detail", "code", "errors")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=x",
                "limit=5.0",
                "cursor=x",
                "cursor=!",
                "cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void refusesAQueryThatCannotBe(String query) {
        String name = query.substring(0, query.indexOf('='));
        for (String list : List.of("/v1/contacts?", "/v1/contact-requests?direction=incoming&", "/v1/groups?")) {
            as(ann).get(list + query).then().statusCode(400).body("errors.field", contains(name));
        }
    }

    @Test
    void wantsADirection() {
        for (String query : List.of("", "?direction=", "?direction=both")) {
            as(ann).get("/v1/contact-requests" + query)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("direction"));
        }
    }

    @Test
    void refusesWhoHasNoToken() {
        for (String path : List.of("/v1/contacts", "/v1/contact-requests?direction=incoming", "/v1/groups")) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer")
                    .contentType("application/problem+json")
                    .body("code", is("unauthorized"));
            given().header("Authorization", "Bearer nonsense").get(path).then().statusCode(401);
        }
    }
}
