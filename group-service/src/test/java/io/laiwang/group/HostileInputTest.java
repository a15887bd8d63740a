package io.laiwang.group;

import static io.laiwang.group.People.as;
import static io.laiwang.group.People.befriend;
import static io.laiwang.group.People.group;
import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.laiwang.contracts.Json;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.HostileText;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Input that nobody sends by accident: random, but the same in every run. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
class HostileInputTest {
    private static final int ROUNDS = 40;

    @Inject
    People people;

    private final HostileText hostile = new HostileText(20_260_102);
    private UUID ann;
    private UUID ben;
    private String trip;

    @BeforeEach
    void annHasAGroupWithBen() {
        ann = people.join("Ann");
        ben = people.join("Ben");
        befriend(ann, ben);
        trip = "/v1/groups/" + group(ann, "Trip", ben).path("id");
    }

    @Test
    void aCursorIsWholeOrABadRequestInEveryList() {
        people.crowdOfContacts(ann, 3);
        String cursor = as(ann).get("/v1/contacts?limit=1").path("nextCursor");
        List<String> lists = List.of(
                "/v1/contacts?",
                "/v1/contacts/suggestions?",
                "/v1/contact-requests?direction=incoming&",
                "/v1/contact-requests?direction=outgoing&",
                "/v1/blocks?",
                "/v1/groups?",
                trip + "/members?",
                trip + "/join-requests?");
        for (int i = 0; i < ROUNDS; i++) {
            String broken = i % 2 == 0 ? hostile.broken(cursor) : hostile.of(6);
            for (String list : lists) {
                as(ann).urlEncodingEnabled(false)
                        .get(list + "cursor=" + URLEncoder.encode(broken, StandardCharsets.UTF_8))
                        .then()
                        .statusCode(400)
                        .body("errors.field", contains("cursor"));
            }
        }
        as(ann).get("/v1/contacts?limit=200&cursor=" + cursor).then().statusCode(200);
    }

    @Test
    void anIdInAPathIsOneOrNobodys() {
        for (int i = 0; i < ROUNDS; i++) {
            String broken = URLEncoder.encode(
                    i % 2 == 0 ? hostile.broken(ben.toString()) : hostile.of(4), StandardCharsets.UTF_8);
            for (Response answer : List.of(
                    call().delete("/v1/contacts/" + broken),
                    call().put("/v1/blocks/" + broken),
                    call().get("/v1/groups/" + broken),
                    call().delete(trip + "/members/" + broken),
                    call().post("/v1/contact-requests/" + broken + "/accept"),
                    call().post("/v1/invites/" + broken + "/join"))) {
                assertEquals(404, answer.statusCode(), broken);
                assertEquals("not-found", answer.path("code"), broken);
            }
        }
    }

    @Test
    void aNameComesBackAsItWasSentOrIsRefusedByName() {
        for (int i = 0; i < ROUNDS; i++) {
            String text = hostile.of(30);
            assertKept("name", text, patch(trip, "name", text));
            assertKept("announcement", text, patch(trip, "announcement", text));
            assertKept("nickname", text, patch(trip + "/members/" + ann, "nickname", text));
            assertKept("alias", text, patch("/v1/contacts/" + ben, "alias", text));
        }
    }

    /** The path is encoded already. */
    private RequestSpecification call() {
        return as(ann).urlEncodingEnabled(false);
    }

    private Response patch(String path, String field, String text) {
        try {
            String json = Json.MAPPER
                    .writer()
                    .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .writeValueAsString(Map.of(field, text));
            return as(ann).body(json).patch(path);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertKept(String field, String text, Response answer) {
        if (answer.statusCode() == 200) {
            assertEquals(text, answer.path(field));
        } else {
            assertEquals(400, answer.statusCode(), () -> field + ": " + text);
            assertEquals(List.of(field), answer.path("errors.field"));
            assertTrue(!answer.asString().contains("io.laiwang"), answer::asString);
        }
    }
}
