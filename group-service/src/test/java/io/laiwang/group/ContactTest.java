package io.laiwang.group;

import static io.laiwang.group.People.as;
import static io.laiwang.group.People.ask;
import static io.laiwang.group.People.befriend;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Profile;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTopic;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
class ContactTest {
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
    void arrivesAndWaitsUntilItIsAccepted() {
        Response asked = as(ann).body("{\"accountId\":\"%s\",\"message\":\"It's me\"}".formatted(ben))
                .post("/v1/contact-requests");
        asked.then()
                .statusCode(201)
                .body("keySet()", equalTo(Set.of("id", "from", "to", "message", "state", "createdAt")))
                .body("from.id", is(ann.toString()))
                .body("to.displayName", is("Ben"))
                .body("message", is("It's me"))
                .body("state", is("pending"))
                .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        String id = asked.path("id");
        assertEquals(List.of(id), pending(ben, "incoming"));
        assertEquals(List.of(id), pending(ann, "outgoing"));
        assertEquals(List.of(), pending(ann, "incoming"));

        as(ben).post("/v1/contact-requests/" + id + "/accept")
                .then()
                .statusCode(200)
                .body("account.id", is(ann.toString()))
                .body("account.handle", is(People.handle(ann)))
                .body("conversationId", notNullValue());

        assertEquals(List.of(), pending(ben, "incoming"));
        as(ann).get("/v1/contacts").then().body("items.account.id", contains(ben.toString()));
    }

    @Test
    void bothAreToldOnTheirStreams() {
        ask(ann, ben);
        ask(ben, ann);
        try (TestTopic deliveries = new TestTopic(Topics.DELIVERIES)) {
            var asked = deliveries.await(ben, 2);
            assertEquals(List.of(ben), DeliveryRecords.recipients(asked.getFirst()));
            assertEquals(
                    List.of("contact-request", "contact"),
                    asked.stream().map(ContactTest::frameType).toList());
            assertEquals(
                    List.of("contact"),
                    deliveries.await(ann, 1).stream()
                            .map(ContactTest::frameType)
                            .toList());
        }
    }

    @Test
    void declinedItLeavesNothingAndMayBeAskedAgain() {
        String id = ask(ann, ben).path("id");
        as(ben).post("/v1/contact-requests/" + id + "/decline").then().statusCode(204);
        assertEquals(List.of(), pending(ann, "outgoing"));
        as(ann).get("/v1/contacts").then().body("items", hasSize(0)).body("nextCursor", nullValue());
        for (String answer : List.of("accept", "decline")) {
            as(ben).post("/v1/contact-requests/" + id + "/" + answer)
                    .then()
                    .statusCode(409)
                    .body("code", is("not-pending"));
        }
        ask(ann, ben).then().statusCode(201).body("id", not(id));
    }

    @Test
    void isAnsweredByItsAddresseeAlone() {
        String id = ask(ann, ben).path("id");
        UUID stranger = people.join("Cat");
        for (UUID other : List.of(ann, stranger)) {
            as(other).post("/v1/contact-requests/" + id + "/accept").then().statusCode(404);
            as(other).post("/v1/contact-requests/" + id + "/decline").then().statusCode(404);
        }
        as(ben).post("/v1/contact-requests/no-id/accept").then().statusCode(404).body("code", is("not-found"));
        assertEquals(List.of(id), pending(ben, "incoming"));
    }

    @Test
    void askingAgainGivesTheSameRequest() {
        String id = ask(ann, ben).path("id");
        ask(ann, ben).then().statusCode(200).body("id", is(id)).body("state", is("pending"));
        assertEquals(List.of(id), pending(ben, "incoming"));
    }

    @Test
    void twoWhoAskEachOtherAreContacts() {
        ask(ann, ben).then().statusCode(201);
        ask(ben, ann).then().statusCode(201).body("state", is("accepted"));
        for (UUID one : List.of(ann, ben)) {
            assertEquals(List.of(), pending(one, "incoming"));
            as(one).get("/v1/contacts").then().body("items", hasSize(1));
        }
        ask(ann, ben).then().statusCode(409).body("code", is("already-contacts"));
        ask(ben, ann).then().statusCode(409);
    }

    @Test
    void nobodyAsksThemselvesOrNobody() {
        ask(ann, ann).then().statusCode(400).body("errors.field", contains("accountId"));
        ask(ann, UUID.randomUUID()).then().statusCode(404).body("code", is("not-found"));
        ask(UUID.randomUUID(), ann).then().statusCode(404);
    }

    @Test
    void aPageEndsWhereTheNextBegins() {
        List<UUID> crowd = people.crowdOfContacts(ann, 5);
        Response first = as(ann).get("/v1/contacts?limit=3");
        first.then().body("items", hasSize(3)).body("nextCursor", notNullValue());
        Response second = as(ann).get("/v1/contacts?limit=3&cursor=" + first.path("nextCursor"));
        second.then().body("items", hasSize(2)).body("nextCursor", nullValue());
        assertEquals(
                new HashSet<>(crowd.stream().map(UUID::toString).toList()),
                new HashSet<>(Stream.of(first, second)
                        .flatMap(page -> page.<List<String>>path("items.account.id").stream())
                        .toList()));
    }

    @Test
    void pendingRequestsComeInPagesNewestFirst() {
        List<String> ids = Stream.of("Cat", "Dan", "Eve")
                .map(name -> ask(people.join(name), ann).<String>path("id"))
                .toList()
                .reversed();
        Response first = as(ann).get("/v1/contact-requests?direction=incoming&limit=2");
        first.then().body("items.id", equalTo(ids.subList(0, 2)));
        as(ann).get("/v1/contact-requests?direction=incoming&limit=2&cursor=" + first.path("nextCursor"))
                .then()
                .body("items.id", equalTo(ids.subList(2, 3)))
                .body("nextCursor", nullValue());
    }

    @Test
    void anAliasIsOnesOwnAndNullClearsIt() {
        befriend(ann, ben);
        String path = "/v1/contacts/" + ben;
        as(ann).body("{\"alias\":\"Benny\"}").patch(path).then().statusCode(200).body("alias", is("Benny"));
        as(ben).get("/v1/contacts").then().body("items[0].alias", nullValue());
        as(ann).body("{}").patch(path).then().statusCode(200).body("alias", is("Benny"));
        as(ann).body("{\"alias\":null}").patch(path).then().statusCode(200).body("alias", nullValue());
        as(ann).get("/v1/contacts").then().body("items[0].alias", nullValue());
        as(ann).body("{\"alias\":\"x\"}").patch("/v1/contacts/" + ann).then().statusCode(404);
    }

    @Test
    void thoseWhoPartAndMeetAgainHaveTheirConversationBack() {
        String conversation = befriend(ann, ben);
        as(ann).body("{\"alias\":\"Benny\"}").patch("/v1/contacts/" + ben);
        as(ann).delete("/v1/contacts/" + ben).then().statusCode(204);
        as(ben).get("/v1/contacts").then().body("items", hasSize(0));
        as(ben).delete("/v1/contacts/" + ann).then().statusCode(404);

        assertEquals(conversation, befriend(ben, ann));
        as(ann).get("/v1/contacts").then().body("items.alias", everyItem(nullValue()));
        try (TestTopic log = new TestTopic(Topics.CONVERSATION_COMMANDS)) {
            UUID key = UUID.fromString(conversation);
            boolean inOrder = ann.toString().compareTo(ben.toString()) < 0;
            UUID first = inOrder ? ann : ben;
            UUID second = inOrder ? ben : ann;
            assertEquals(
                    List.of(
                            new Command.DirectOpened(key, first, second, 1),
                            new Command.DirectClosed(key, 2),
                            new Command.DirectOpened(key, first, second, 3)),
                    log.await(key, 3, Command.class));
        }
    }

    @Test
    void onlyContactsCanBeRemoved() {
        for (Object other : List.of(ben, ann, UUID.randomUUID(), "no-id")) {
            as(ann).delete("/v1/contacts/" + other).then().statusCode(404).body("code", is("not-found"));
        }
    }

    @Test
    void aNewNameReachesTheListAndAnOldOneDoesNot() {
        befriend(ann, ben);
        people.tell(new Profile(ben, "ben_" + People.handle(ben), "Benjamin", null), 3);
        Awaitility.await().until(() -> "Benjamin".equals(nameOfFirstContact()));
        people.tell(new Profile(ben, "ben_" + People.handle(ben), "Old", null), 2);
        people.tell(new Profile(ben, "ben_" + People.handle(ben), "Newest", null), 4);
        Awaitility.await().until(() -> !"Benjamin".equals(nameOfFirstContact()));
        assertEquals("Newest", nameOfFirstContact());
    }

    private static String frameType(ConsumerRecord<String, byte[]> delivery) {
        return Json.read(delivery.value(), JsonNode.class).get("type").asText();
    }

    private String nameOfFirstContact() {
        return as(ann).get("/v1/contacts").path("items[0].account.displayName");
    }

    private static List<String> pending(UUID account, String direction) {
        return as(account).get("/v1/contact-requests?direction=" + direction).path("items.id");
    }
}
