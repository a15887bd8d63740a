package io.laiwang.group;

import static io.laiwang.group.People.as;
import static io.laiwang.group.People.ask;
import static io.laiwang.group.People.atOnce;
import static io.laiwang.group.People.befriend;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Topics;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTopic;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is blocked learns nothing of it and gets through with nothing. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
class BlockTest {
    private static final int CALLERS = 32;

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
    void isListedForItsOwnerAloneWithAPublicProfile() {
        block(ann, ben).then().statusCode(204);
        block(ann, ben).then().statusCode(204);

        as(ann).get("/v1/blocks")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].keySet()", equalTo(Set.of("account", "since")))
                .body("items[0].account.keySet()", equalTo(Set.of("id", "handle", "displayName", "avatarMediaId")))
                .body("items[0].account.id", is(ben.toString()))
                .body("nextCursor", nullValue());
        as(ben).get("/v1/blocks").then().body("items", hasSize(0));

        as(ann).delete("/v1/blocks/" + ben).then().statusCode(204);
        as(ann).delete("/v1/blocks/" + ben).then().statusCode(204);
        as(ann).get("/v1/blocks").then().body("items", hasSize(0));
    }

    @Test
    void removesTheContactForBothAndClosesTheirConversation() {
        String conversation = befriend(ann, ben);
        block(ann, ben).then().statusCode(204);

        for (UUID one : List.of(ann, ben)) {
            as(one).get("/v1/contacts").then().body("items", hasSize(0));
        }
        try (TestTopic log = new TestTopic(Topics.CONVERSATION_COMMANDS)) {
            List<Command> commands = log.await(UUID.fromString(conversation), 2, Command.class);
            assertEquals(new Command.DirectClosed(UUID.fromString(conversation), 2), commands.getLast());
        }
        as(ann).delete("/v1/blocks/" + ben);
        as(ann).get("/v1/contacts").then().body("items", hasSize(0));
    }

    @Test
    void whoIsBlockedIsAnsweredLikeAnybodyAndNothingArrives() {
        block(ann, ben);
        UUID cat = people.join("Cat");

        Response blocked = ask(ben, ann);
        Response other = ask(cat, ann);
        assertEquals(other.statusCode(), blocked.statusCode());
        assertEquals(
                other.<Map<String, ?>>path("").keySet(),
                blocked.<Map<String, ?>>path("").keySet());
        blocked.then().statusCode(201).body("state", is("pending"));
        ask(ben, ann).then().statusCode(200).body("id", is(blocked.<String>path("id")));

        assertEquals(List.of(blocked.<String>path("id")), pending(ben, "outgoing"));
        assertEquals(List.of(other.<String>path("id")), pending(ann, "incoming"));
        as(ann).post("/v1/contact-requests/" + blocked.path("id") + "/accept")
                .then()
                .statusCode(404);
        try (TestTopic deliveries = new TestTopic(Topics.DELIVERIES)) {
            assertEquals(1, deliveries.await(ann, 1).size(), "Cat's alone");
        }
    }

    @Test
    void stopsWhatItsOwnerAsksAsMuch() {
        block(ann, ben);
        ask(ann, ben).then().statusCode(201);
        ask(ben, ann).then().statusCode(201).body("state", is("pending"));

        assertEquals(List.of(), pending(ben, "incoming"));
        as(ben).get("/v1/contacts").then().body("items", hasSize(0));
    }

    @Test
    void cutsOffWhatWaitsAndBringsNothingBack() {
        String asked = ask(ben, ann).path("id");
        block(ann, ben);
        assertEquals(List.of(), pending(ann, "incoming"));
        assertEquals(List.of(asked), pending(ben, "outgoing"));

        as(ann).delete("/v1/blocks/" + ben);
        assertEquals(List.of(), pending(ann, "incoming"));
        ask(ben, ann).then().statusCode(200).body("id", is(asked));
        assertEquals(List.of(asked), pending(ann, "incoming"), "asked again without a block it arrives");
    }

    @Test
    void aCodeOpensNothingThatIsBlocked() {
        people.showCode(ann, "ann-code-" + ann, 2);
        block(ann, ben);

        as(ben).body(Map.of("code", "ann-code-" + ann))
                .post("/v1/contact-requests")
                .then()
                .statusCode(201)
                .body("state", is("pending"));
        as(ben).get("/v1/contacts").then().body("items", hasSize(0));
    }

    @Test
    void isOfSomebodyElseWhoExists() {
        for (Object other : List.of(ann, UUID.randomUUID(), "no-id")) {
            as(ann).put("/v1/blocks/" + other).then().statusCode(404).body("code", is("not-found"));
            as(ann).delete("/v1/blocks/" + other).then().statusCode(404);
        }
    }

    @Test
    void comesInPages() {
        List<UUID> crowd = people.crowdOfContacts(ann, 3);
        crowd.forEach(account -> block(ann, account).then().statusCode(204));
        Response first = as(ann).get("/v1/blocks?limit=2");
        first.then().body("items", hasSize(2)).body("nextCursor", notNullValue());
        as(ann).get("/v1/blocks?limit=2&cursor=" + first.path("nextCursor"))
                .then()
                .body("items", hasSize(1))
                .body("nextCursor", nullValue());
        as(ann).get("/v1/blocks?cursor=" + first.path("nextCursor") + "x")
                .then()
                .statusCode(400);
    }

    @Test
    void nothingGetsThroughWhileThirtyTwoAskAndBlock() {
        List<Response> answers = atOnce(CALLERS, i -> switch (i % 4) {
            case 0 -> ask(ann, ben);
            case 1 -> ask(ben, ann);
            case 2 -> block(ann, ben);
            default -> as(ben).delete("/v1/contacts/" + ann);
        });
        assertTrue(
                answers.stream().allMatch(a -> Set.of(200, 201, 204, 404, 409).contains(a.statusCode())));

        for (UUID one : List.of(ann, ben)) {
            as(one).get("/v1/contacts").then().body("items", hasSize(0));
            assertEquals(Collections.emptyList(), pending(one, "incoming"));
        }
        String pair = " where '" + ann + "' in (first_id, second_id)";
        String conversation = people.text("select conversation_id from pair" + pair);
        long version = people.count("select version from pair" + pair);
        if (version > 0) {
            try (TestTopic log = new TestTopic(Topics.CONVERSATION_COMMANDS)) {
                List<Command> told = log.await(UUID.fromString(conversation), (int) version, Command.class);
                assertInstanceOf(Command.DirectClosed.class, told.getLast());
            }
        }
    }

    @Test
    void nobodyWatchesThroughABlock() {
        befriend(ann, ben);
        UUID cat = people.join("Cat");
        befriend(ann, cat);
        watchable(ann, ben, cat, people.join("Dan")).body("accountIds", contains(ben.toString(), cat.toString()));

        block(ben, ann);

        watchable(ann, ben, cat).body("accountIds", contains(cat.toString()));
        watchable(ben, ann).body("accountIds", hasSize(0));
        as(ann).body("{\"accountIds\":[]}")
                .post("/internal/accounts/" + ann + "/watchable")
                .then()
                .statusCode(401);
    }

    @Test
    void gatewaysLearnBetweenWhomThereIsABlock() {
        UUID cat = people.join("Cat");
        UUID dan = people.join("Dan");
        block(ann, ben);
        block(cat, ann);

        among(ann, "blocked", ben, cat, dan).body("accountIds", containsInAnyOrder(ben.toString(), cat.toString()));
        among(ben, "blocked", ann, cat).body("accountIds", contains(ann.toString()));
        among(dan, "blocked", ann).body("accountIds", hasSize(0));
        among(dan, "blocked").body("accountIds", hasSize(0));
        as(ann).body("{\"accountIds\":[]}")
                .post("/internal/accounts/" + ann + "/blocked")
                .then()
                .statusCode(401);
    }

    private static ValidatableResponse watchable(UUID account, UUID... others) {
        return among(account, "watchable", others);
    }

    private static ValidatableResponse among(UUID account, String question, UUID... others) {
        return given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .contentType(ContentType.JSON)
                .body(Map.of("accountIds", others))
                .post("/internal/accounts/%s/%s".formatted(account, question))
                .then()
                .statusCode(200);
    }

    private static Response block(UUID owner, UUID account) {
        return as(owner).put("/v1/blocks/" + account);
    }

    private static List<String> pending(UUID account, String direction) {
        return as(account).get("/v1/contact-requests?direction=" + direction).path("items.id");
    }
}
