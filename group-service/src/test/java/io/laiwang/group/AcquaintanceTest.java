package io.laiwang.group;

import static io.laiwang.group.People.as;
import static io.laiwang.group.People.ask;
import static io.laiwang.group.People.befriend;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How people find each other: by the code on a card, and through those they both know. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
class AcquaintanceTest {
    @Inject
    People people;

    private UUID ann;
    private UUID ben;

    @BeforeEach
    void twoPeople() {
        ann = people.join("Ann");
        ben = people.join("Ben");
    }

    @Test
    void whoShowsItsCodeIsAContactAtOnce() {
        people.showCode(ann, "card-" + ann, 2);
        byCode(ben, "card-" + ann)
                .then()
                .statusCode(201)
                .body("state", is("accepted"))
                .body("to.id", is(ann.toString()));

        as(ann).get("/v1/contacts").then().body("items.account.id", contains(ben.toString()));
        byCode(ben, "card-" + ann).then().statusCode(409).body("code", is("already-contacts"));
    }

    @Test
    void aCodeAnswersAQuestionThatWaits() {
        String asked = ask(ben, ann).path("id");
        people.showCode(ann, "wait-" + ann, 2);
        byCode(ben, "wait-" + ann).then().statusCode(200).body("id", is(asked)).body("state", is("accepted"));

        as(ann).get("/v1/contact-requests?direction=incoming").then().body("items", hasSize(0));
        as(ann).get("/v1/contacts").then().body("items", hasSize(1));
    }

    @Test
    void aCodeThatIsUnknownDeadOrOnesOwnOpensNothing() {
        people.showCode(ann, "old-" + ann, 2);
        people.showCode(ann, "new-" + ann, 3);
        for (String code : List.of("old-" + ann, "no such code", "", "x".repeat(500), "' or '1'='1")) {
            byCode(ben, code).then().statusCode(404).body("code", is("not-found"));
        }
        byCode(ann, "new-" + ann).then().statusCode(400).body("errors.field", contains("code"));
        as(ben).body(Map.of("code", "new-" + ann, "accountId", ann))
                .post("/v1/contact-requests")
                .then()
                .statusCode(400)
                .body("errors.field", contains("code"));
        as(ben).body("{\"code\":5}").post("/v1/contact-requests").then().statusCode(400);
        byCode(ben, "\u0000").then().statusCode(400).body("errors.field", contains("code"));
    }

    @Test
    void whoHasMostInCommonIsSuggestedFirst() {
        UUID cat = people.join("Cat");
        UUID dan = people.join("Dan");
        UUID eve = people.join("Eve");
        for (UUID[] pair : List.of(
                new UUID[] {ann, ben},
                new UUID[] {ann, cat},
                new UUID[] {ben, cat},
                new UUID[] {ben, dan},
                new UUID[] {cat, eve},
                new UUID[] {ben, eve})) {
            befriend(pair[0], pair[1]);
        }
        Response all = as(ann).get("/v1/contacts/suggestions");
        all.then()
                .statusCode(200)
                .body("items.account.id", contains(eve.toString(), dan.toString()))
                .body("items.mutualCount", contains(2, 1))
                .body("items[0].keySet()", equalTo(Set.of("account", "mutualCount")))
                .body("items[0].account.keySet()", equalTo(Set.of("id", "handle", "displayName", "avatarMediaId")))
                .body("nextCursor", nullValue());

        Response first = as(ann).get("/v1/contacts/suggestions?limit=1");
        as(ann).get("/v1/contacts/suggestions?limit=1&cursor=" + first.path("nextCursor"))
                .then()
                .body("items.account.id", contains(dan.toString()))
                .body("nextCursor", nullValue());

        as(ann).put("/v1/blocks/" + eve);
        as(dan).put("/v1/blocks/" + ann);
        as(ann).get("/v1/contacts/suggestions").then().body("items", hasSize(0));
        as(dan).get("/v1/contacts/suggestions")
                .then()
                .body("items.account.id", containsInAnyOrder(cat.toString(), eve.toString()));
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        people.crowdOfContacts(ann, 2);
        String contacts = as(ann).get("/v1/contacts?limit=1").path("nextCursor");
        as(ann).get("/v1/contacts/suggestions?cursor=" + contacts)
                .then()
                .statusCode(400)
                .body("errors.field", contains("cursor"));
    }

    @Test
    void nobodyIsSuggestedToWhoKnowsNobody() {
        as(ann).get("/v1/contacts/suggestions").then().statusCode(200).body("items", hasSize(0));
        assertEquals(0, people.count("select count(*) from contact where owner_id = '" + ann + "'"));
    }

    private static Response byCode(UUID from, String code) {
        return as(from).body(Map.of("code", code)).post("/v1/contact-requests");
    }
}
