package io.laiwang.group;

import static io.laiwang.group.People.as;
import static io.laiwang.group.People.ask;
import static io.laiwang.group.People.befriend;
import static io.laiwang.group.People.group;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.AccountEvent.AccountErased;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Profile;
import io.laiwang.contracts.Topics;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.laiwang.testing.TestTopic;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stays of an account that auth-service has erased. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
@WithTestResource(MediaService.class)
class ErasureTest {
    @Inject
    People people;

    private UUID ann;
    private UUID ben;
    private UUID cat;

    @BeforeEach
    void annKnowsBenAndCat() {
        ann = people.join("Ann");
        ben = people.join("Ben");
        cat = people.join("Cat");
        befriend(ann, cat);
    }

    @Test
    void nobodyKnowsItHasAskedItOrIsBlockedByIt() {
        UUID conversation = UUID.fromString(befriend(ann, ben));
        UUID dan = people.join("Dan");
        ask(dan, ann).then().statusCode(201);
        UUID eve = people.join("Eve");
        as(ann).put("/v1/blocks/" + eve).then().statusCode(204);

        erase(ann);

        as(ben).get("/v1/contacts").then().body("items", empty());
        as(dan).get("/v1/contact-requests?direction=outgoing").then().body("items", empty());
        ask(ben, ann).then().statusCode(404);
        for (String where : List.of(
                "pair where '%s' in (first_id, second_id)",
                "contact where '%s' in (owner_id, account_id)",
                "contact_request where '%s' in (from_id, to_id)",
                "block where '%s' in (owner_id, account_id)",
                "profile where account_id = '%s' and (not erased or handle || display_name <> '')")) {
            assertEquals(0, people.count("select count(*) from " + where.formatted(ann)), where);
        }
        assertEquals(
                new Command.DirectClosed(conversation, 2), log(conversation, 2).getLast());
    }

    @Test
    void itsGroupPassesToAnAdminBeforeOlderMembers() {
        befriend(ann, ben);
        Response made = group(ann, "Trip", ben);
        UUID id = UUID.fromString(made.path("id"));
        UUID conversation = UUID.fromString(made.path("conversationId"));
        as(ann).body(Map.of("accountIds", List.of(cat)))
                .post("/v1/groups/%s/members".formatted(id))
                .then()
                .statusCode(200);
        as(ann).body(Map.of("role", "admin"))
                .patch("/v1/groups/%s/members/%s".formatted(id, cat))
                .then()
                .statusCode(200);
        as(ann).body(Map.of("expiresInSeconds", 60))
                .post("/v1/groups/%s/invites".formatted(id))
                .then()
                .statusCode(201);

        erase(ann);

        as(ben).get("/v1/groups/" + id)
                .then()
                .body("ownerId", is(cat.toString()))
                .body("memberCount", is(2));
        assertEquals(0, people.count("select count(*) from invite where created_by = '" + ann + "'"));
        assertEquals(
                List.of(
                        new Command.OwnerChanged(conversation, ann, cat, 4),
                        new Command.MemberLeft(conversation, ann, ann, 5)),
                log(conversation, 5).subList(3, 5));
    }

    @Test
    void withoutAnAdminItPassesToWhoHasBeenThereLongest() {
        befriend(ann, ben);
        UUID id = UUID.fromString(group(ann, "Trip", ben).path("id"));
        as(ann).body(Map.of("accountIds", List.of(cat)))
                .post("/v1/groups/%s/members".formatted(id))
                .then()
                .statusCode(200);

        erase(ann);

        as(cat).get("/v1/groups/" + id).then().body("ownerId", is(ben.toString()));
    }

    @Test
    void aGroupOfItsOwnIsDissolvedAndOneOfOthersGoesOn() {
        Response own = group(ann, "Alone");
        Response cats = group(cat, "Cats", ann);
        UUID conversation = UUID.fromString(own.path("conversationId"));

        erase(ann);

        assertEquals(0, people.count("select count(*) from chat_group where id = '" + own.path("id") + "'"));
        assertEquals(
                new Command.GroupClosed(conversation, ann, 2),
                log(conversation, 2).getLast());
        as(cat).get("/v1/groups/" + cats.path("id"))
                .then()
                .body("memberCount", is(1))
                .body("ownerId", is(cat.toString()));
    }

    @Test
    void thePictureThatItGaveAGroupGoesWithIt() {
        befriend(ann, ben);
        Response made = group(ben, "Trip", ann);
        String trip = "/v1/groups/" + made.path("id");
        as(ben).body(Map.of("role", "admin"))
                .patch(trip + "/members/" + ann)
                .then()
                .statusCode(200);
        UUID picture = MediaService.pictureOf(ann);
        as(ann).body(Map.of("avatarMediaId", picture)).patch(trip).then().statusCode(200);
        as(ben).get(trip).then().body("avatarMediaId", is(picture.toString()));

        erase(ann);

        as(ben).get(trip).then().statusCode(200).body("avatarMediaId", nullValue());
    }

    @Test
    void whatWasToldOfItBeforeBringsNothingBack() {
        people.tell(new AccountErased(ann, 5));
        people.tell(
                new AccountEvent.ProfileChanged(ann, new Profile(ann, People.handle(ann), "Ann", null), "a-code", 4));
        people.tell(new AccountErased(ann, 5));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> TestTokens.erasureReports(ann) == 2);

        ask(ben, ann).then().statusCode(404);
        assertEquals(0, people.count("select count(*) from profile where qr_code = 'a-code'"));
    }

    private void erase(UUID account) {
        people.tell(new AccountErased(account, 2));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> TestTokens.erasureReports(account) == 1);
    }

    private static List<Command> log(UUID conversation, int count) {
        try (TestTopic topic = new TestTopic(Topics.CONVERSATION_COMMANDS)) {
            return topic.await(conversation, count, Command.class);
        }
    }
}
