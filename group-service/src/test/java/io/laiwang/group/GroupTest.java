package io.laiwang.group;

import static io.laiwang.group.People.as;
import static io.laiwang.group.People.befriend;
import static io.laiwang.group.People.group;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTopic;
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

@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
class GroupTest {
    @Inject
    People people;

    private UUID ann;
    private UUID ben;
    private UUID cat;

    @BeforeEach
    void annHasTwoContacts() {
        ann = people.join("Ann");
        ben = people.join("Ben");
        cat = people.join("Cat");
        befriend(ann, ben);
        befriend(ann, cat);
    }

    @Test
    void isMadeOfContactsAndItsMaker() {
        Response made = group(ann, "Trip", ben, cat, ben);
        made.then()
                .statusCode(201)
                .body("conversationId", notNullValue())
                .body("name", is("Trip"))
                .body("announcement", nullValue())
                .body("avatarMediaId", nullValue())
                .body("ownerId", is(ann.toString()))
                .body("memberCount", is(3))
                .body("joinPolicy", is("open"))
                .body("membersMayInvite", is(false))
                .body("createdAt", notNullValue())
                .body("size()", is(10));
        for (UUID member : List.of(ann, ben, cat)) {
            assertEquals(made.asString(), get(member, made.path("id")).asString());
            as(member).get("/v1/groups").then().body("items.id", contains(made.<String>path("id")));
        }
        group(ann, "Alone").then().statusCode(201).body("memberCount", is(1));
    }

    @Test
    void namesThoseWhoAreNoContacts() {
        group(ann, "Trip", ben, UUID.randomUUID(), ann, ben, people.join("Dan"))
                .then()
                .statusCode(400)
                .body("code", is("not-a-contact"))
                .body("errors.field", contains("memberIds[1]", "memberIds[4]"));
        as(ann).get("/v1/groups").then().body("items", hasSize(0));
        String id = group(ann, "Trip").path("id");
        add(ann, id, ben, UUID.randomUUID())
                .then()
                .statusCode(400)
                .body("code", is("not-a-contact"))
                .body("errors.field", contains("accountIds[1]"));
        get(ann, id).then().body("memberCount", is(1));
    }

    @Test
    void whomThisServiceHasNotHeardOfMakesNoGroup() {
        group(UUID.randomUUID(), "Too early").then().statusCode(404);
    }

    @Test
    void doesNotExistForStrangers() {
        String id = group(ann, "Trip", ben).path("id");
        for (String path : List.of("/v1/groups/" + id, "/v1/groups/" + id + "/members")) {
            as(cat).get(path).then().statusCode(404).body("code", is("not-found"));
        }
        add(cat, id, ann).then().statusCode(404);
        remove(cat, id, ben).then().statusCode(404);
        for (Object other : List.of(UUID.randomUUID(), "no-id", "1-1-1-1-1")) {
            get(ann, other).then().statusCode(404);
            as(ann).get("/v1/groups/" + other + "/members").then().statusCode(404);
        }
    }

    @Test
    void listsItsMembersWithTheirRoles() {
        String id = group(ann, "Trip", ben, cat).path("id");
        as(ben).get("/v1/groups/" + id + "/members")
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body("items[0].keySet()", equalTo(Set.of("account", "role", "nickname", "mutedUntil", "joinedAt")))
                .body("items.find { it.role == 'owner' }.account.displayName", is("Ann"))
                .body("items.findAll { it.role == 'member' }.account.displayName", containsInAnyOrder("Ben", "Cat"))
                .body("nextCursor", nullValue());
        Response page = as(ben).get("/v1/groups/" + id + "/members?limit=2");
        page.then().body("items", hasSize(2));
        as(ben).get("/v1/groups/" + id + "/members?limit=2&cursor=" + page.path("nextCursor"))
                .then()
                .body("items", hasSize(1))
                .body("nextCursor", nullValue());
    }

    @Test
    void groupsComeInPages() {
        List<String> ids = List.of(
                group(ann, "1").path("id"),
                group(ann, "2").path("id"),
                group(ann, "3").path("id"));
        Response page = as(ann).get("/v1/groups?limit=2");
        page.then().body("items.id", equalTo(ids.subList(0, 2)));
        as(ann).get("/v1/groups?limit=2&cursor=" + page.path("nextCursor"))
                .then()
                .body("items.id", equalTo(ids.subList(2, 3)));
    }

    @Test
    void itsOwnerAddsContactsAndMembersDoNot() {
        String id = group(ann, "Trip", ben).path("id");
        befriend(ben, cat);
        add(ben, id, cat).then().statusCode(403).body("code", is("forbidden"));
        add(ann, id, cat, ben, cat)
                .then()
                .statusCode(200)
                .body("added", contains(cat.toString()))
                .body("pending", hasSize(0));
        add(ann, id, cat).then().statusCode(200).body("added", hasSize(0));
        add(ann, id).then().statusCode(200).body("added", hasSize(0));
        get(cat, id).then().statusCode(200).body("memberCount", is(3));
    }

    @Test
    void aMemberLeavesAndTheOwnerStays() {
        String id = group(ann, "Trip", ben, cat).path("id");
        remove(ann, id, ann).then().statusCode(409).body("code", is("owner-must-transfer"));
        remove(ben, id, cat).then().statusCode(403).body("code", is("forbidden"));
        remove(ben, id, ann).then().statusCode(403);
        remove(ben, id, ben).then().statusCode(204);
        remove(ben, id, ben).then().statusCode(404);
        get(ben, id).then().statusCode(404);
        as(ben).get("/v1/groups").then().body("items", hasSize(0));
        remove(ann, id, cat).then().statusCode(204);
        remove(ann, id, cat).then().statusCode(404);
        remove(ann, id, "no-id").then().statusCode(404);
        get(ann, id).then().body("memberCount", is(1));
        add(ann, id, ben).then().body("added", contains(ben.toString()));
    }

    @Test
    void tellsItsConversationInOrder() {
        Response made = group(ann, "Trip", ben);
        UUID id = UUID.fromString(made.path("id"));
        UUID key = UUID.fromString(made.path("conversationId"));
        add(ann, id, cat);
        remove(ben, id, ben);
        remove(ann, id, cat);
        try (TestTopic log = new TestTopic(Topics.CONVERSATION_COMMANDS)) {
            assertEquals(
                    List.of(
                            new Command.GroupOpened(key, id, ann, "Trip", List.of(ann, ben), 1),
                            new Command.MembersJoined(key, ann, List.of(cat), 2),
                            new Command.MemberLeft(key, ben, ben, 3),
                            new Command.MemberLeft(key, ann, cat, 4)),
                    log.await(key, 4, Command.class));
        }
    }

    @Test
    void tellsItsMembersAndWhoWasOneOfThem() {
        Response made = group(ann, "Trip", ben);
        UUID id = UUID.fromString(made.path("id"));
        remove(ben, id, ben);
        try (TestTopic deliveries = new TestTopic(Topics.DELIVERIES)) {
            var records = deliveries.await(UUID.fromString(made.path("conversationId")), 2);
            assertEquals(Set.of(ann, ben), Set.copyOf(DeliveryRecords.recipients(records.getFirst())));
            assertEquals(Set.of(ann, ben), Set.copyOf(DeliveryRecords.recipients(records.getLast())));
            assertEquals(
                    List.of(new ServerFrame.GroupChanged(id, "created"), new ServerFrame.GroupChanged(id, "left")),
                    records.stream()
                            .map(r -> Json.read(r.value(), ServerFrame.class))
                            .toList());
        }
    }

    private static Response get(UUID caller, Object id) {
        return as(caller).get("/v1/groups/" + id);
    }

    private static Response add(UUID caller, Object id, UUID... accounts) {
        return as(caller).body(Map.of("accountIds", accounts)).post("/v1/groups/" + id + "/members");
    }

    private static Response remove(UUID caller, Object id, Object member) {
        return as(caller).delete("/v1/groups/" + id + "/members/" + member);
    }
}
