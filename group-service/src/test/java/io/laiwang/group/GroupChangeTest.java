package io.laiwang.group;

import static io.laiwang.group.People.as;
import static io.laiwang.group.People.befriend;
import static io.laiwang.group.People.group;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.GroupRole;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.contracts.Topics;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTopic;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the owner and admins make of their group. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
@WithTestResource(MediaService.class)
class GroupChangeTest {
    @Inject
    People people;

    private UUID ann;
    private UUID ben;
    private UUID id;
    private UUID conversation;

    @BeforeEach
    void annHasAGroupWithBen() {
        ann = people.join("Ann");
        ben = people.join("Ben");
        befriend(ann, ben);
        Response made = group(ann, "Trip", ben);
        id = UUID.fromString(made.path("id"));
        conversation = UUID.fromString(made.path("conversationId"));
    }

    @Test
    void itsOwnerChangesItAndItsConversationSaysSo() {
        patch(
                        ann,
                        "{\"name\":\"Sea\",\"announcement\":\"Bring towels\",\"joinPolicy\":\"approval\",\"membersMayInvite\":true}")
                .then()
                .statusCode(200)
                .body("id", is(id.toString()))
                .body("name", is("Sea"))
                .body("announcement", is("Bring towels"))
                .body("joinPolicy", is("approval"))
                .body("membersMayInvite", is(true))
                .body("memberCount", is(2));
        patch(ann, "{}").then().statusCode(200).body("name", is("Sea")).body("announcement", is("Bring towels"));
        patch(ann, "{\"announcement\":null,\"name\":\"Sea\"}")
                .then()
                .statusCode(200)
                .body("announcement", nullValue());
        as(ben).get("/v1/groups/" + id).then().body("name", is("Sea")).body("announcement", nullValue());

        try (TestTopic log = new TestTopic(Topics.CONVERSATION_COMMANDS);
                TestTopic deliveries = new TestTopic(Topics.DELIVERIES)) {
            assertEquals(
                    List.of(
                            new Command.GroupRenamed(conversation, ann, "Sea", 2),
                            new Command.GroupAnnounced(conversation, ann, 3)),
                    log.await(conversation, 3, Command.class).subList(1, 3));
            assertEquals(
                    new ServerFrame.GroupChanged(id, "updated"),
                    Json.read(deliveries.await(conversation, 2).getLast().value(), ServerFrame.class));
        }
    }

    @Test
    void aMemberChangesNothingAndAStrangerSeesNothing() {
        patch(ben, "{\"name\":\"Mine\"}").then().statusCode(403).body("code", is("forbidden"));
        as(ben).delete("/v1/groups/" + id).then().statusCode(403);
        UUID cat = people.join("Cat");
        patch(cat, "{\"name\":\"Mine\"}").then().statusCode(404);
        as(cat).delete("/v1/groups/" + id).then().statusCode(404);
        as(ann).get("/v1/groups/" + id).then().body("name", is("Trip"));
    }

    @Test
    void showsAPictureOfWhoChangesIt() {
        UUID picture = MediaService.pictureOf(ann);
        patch(ann, "{\"avatarMediaId\":\"%s\"}".formatted(MediaService.pictureOf(ben)))
                .then()
                .statusCode(400)
                .body("code", is("unknown-media"))
                .body("errors.field", contains("avatarMediaId"));
        patch(ann, "{\"avatarMediaId\":\"%s\"}".formatted(picture))
                .then()
                .statusCode(200)
                .body("avatarMediaId", is(picture.toString()));
        give(ben, "admin");
        patch(ben, "{\"name\":\"Sea\",\"avatarMediaId\":\"%s\"}".formatted(picture))
                .then()
                .statusCode(200)
                .body("name", is("Sea"));
        patch(ben, "{\"avatarMediaId\":null}").then().statusCode(200).body("avatarMediaId", nullValue());
        assertEquals(2, MediaService.asked("/internal/avatars/" + id).size(), "what stays isn't asked again");
    }

    @Test
    void dissolvedItIsGoneForAllAndItsConversationIsClosed() {
        as(ann).delete("/v1/groups/" + id).then().statusCode(204);
        for (UUID one : List.of(ann, ben)) {
            as(one).get("/v1/groups/" + id).then().statusCode(404);
            as(one).get("/v1/groups/" + id + "/members").then().statusCode(404);
            as(one).get("/v1/groups").then().body("items", hasSize(0));
        }
        as(ann).delete("/v1/groups/" + id).then().statusCode(404);
        try (TestTopic log = new TestTopic(Topics.CONVERSATION_COMMANDS);
                TestTopic deliveries = new TestTopic(Topics.DELIVERIES)) {
            assertEquals(
                    new Command.GroupClosed(conversation, ann, 2),
                    log.await(conversation, 2, Command.class).getLast());
            assertEquals(
                    new ServerFrame.GroupChanged(id, "dissolved"),
                    Json.read(deliveries.await(conversation, 2).getLast().value(), ServerFrame.class));
        }
    }

    @Test
    void rolesMutesAndTransfersReachTheLogInOrder() {
        give(ben, "admin").then().statusCode(200).body("role", is("admin"));
        member(ann, ben, "{\"mutedUntil\":\"2100-01-02T03:04:05.678Z\"}")
                .then()
                .statusCode(200)
                .body("mutedUntil", is("2100-01-02T03:04:05.678Z"));
        member(ann, ben, "{\"mutedUntil\":null}").then().statusCode(200).body("mutedUntil", nullValue());
        give(ben, "owner").then().statusCode(200).body("role", is("owner"));
        as(ann).get("/v1/groups/" + id).then().body("ownerId", is(ben.toString()));
        member(ben, ann, "{\"role\":\"member\"}").then().statusCode(200).body("role", is("member"));
        try (TestTopic log = new TestTopic(Topics.CONVERSATION_COMMANDS)) {
            assertEquals(
                    List.of(
                            new Command.RoleChanged(conversation, ann, ben, GroupRole.ADMIN, 2),
                            new Command.MemberMuted(
                                    conversation, ann, ben, java.time.Instant.parse("2100-01-02T03:04:05.678Z"), 3),
                            new Command.MemberMuted(conversation, ann, ben, null, 4),
                            new Command.OwnerChanged(conversation, ann, ben, 5),
                            new Command.RoleChanged(conversation, ben, ann, GroupRole.MEMBER, 6)),
                    log.await(conversation, 6, Command.class).subList(1, 6));
        }
    }

    @Test
    void aNicknameIsOnesOwn() {
        member(ben, ben, "{\"nickname\":\"Benny\"}").then().statusCode(200).body("nickname", is("Benny"));
        member(ben, ann, "{\"nickname\":\"Boss\"}").then().statusCode(403);
        member(ann, ben, "{\"nickname\":null}").then().statusCode(200).body("nickname", nullValue());
        assertEquals(
                2, people.count("select version + 1 from chat_group where id = '" + id + "'"), "no news for the log");
    }

    @Test
    void nobodyReachesAboveThemselves() {
        member(ben, ben, "{\"role\":\"owner\"}").then().statusCode(403);
        member(ben, ann, "{\"mutedUntil\":\"2100-01-01T00:00:00Z\"}").then().statusCode(403);
        give(ben, "admin");
        member(ben, ann, "{\"mutedUntil\":\"2100-01-01T00:00:00Z\"}").then().statusCode(403);
        member(ben, ben, "{\"role\":\"owner\"}").then().statusCode(403);
        member(ben, ben, "{\"mutedUntil\":null}").then().statusCode(403);
        as(ben).delete("/v1/groups/" + id + "/members/" + ann).then().statusCode(403);
        member(ann, ann, "{\"role\":\"admin\"}").then().statusCode(409).body("code", is("owner-must-transfer"));
        member(ann, ann, "{\"role\":\"owner\"}").then().statusCode(200);
        UUID cat = people.join("Cat");
        member(cat, ben, "{\"nickname\":\"x\"}").then().statusCode(404);
        member(ann, cat, "{\"nickname\":\"x\"}").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''        | {"name":null}                               | name
            ''        | {"name":"  "}                               | name
            ''        | {"name":5}                                  | name
            ''        | {"announcement":"LONG"}                     | announcement
            ''        | {"announcement":"\\u0000"}                  | announcement
            ''        | {"joinPolicy":"maybe"}                      | joinPolicy
            ''        | {"joinPolicy":null}                         | joinPolicy
            ''        | {"joinPolicy":"OPEN"}                       | joinPolicy
            ''        | {"membersMayInvite":"yes"}                  | membersMayInvite
            ''        | {"membersMayInvite":null}                   | membersMayInvite
            ''        | {"avatarMediaId":"x"}                       | avatarMediaId
            ''        | []                                          | body
            /members/ | {"role":"king"}                             | role
            /members/ | {"role":null}                               | role
            /members/ | {"mutedUntil":"tomorrow"}                   | mutedUntil
            /members/ | {"mutedUntil":"2001-01-01T00:00:00Z"}       | mutedUntil
            /members/ | {"mutedUntil":"+12026-01-01T00:00:00Z"}     | mutedUntil
            /members/ | {"mutedUntil":5}                            | mutedUntil
            /members/ | {"nickname":""}                             | nickname
            /members/ | {"nickname":"a\\nb"}                        | nickname
            /members/ | null                                        | body""")
    void namesTheFieldThatIsWrong(String path, String body, String field) {
        String of = path.isEmpty() ? "" : path + ben;
        as(ann).body(body.replace("LONG", "x".repeat(2001)))
                .patch("/v1/groups/" + id + of)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", contains(field));
    }

    @Test
    void operatorsHaveSaidAnewWhoIsIn() {
        give(ben, "admin").then().statusCode(200);

        assertEquals(204, state(conversation));
        assertEquals(404, state(UUID.randomUUID()));
        as(ann).post("/internal/conversations/" + conversation + "/statement")
                .then()
                .statusCode(401);

        try (TestTopic log = new TestTopic(Topics.CONVERSATION_COMMANDS)) {
            Command.MembersStated stated = (Command.MembersStated)
                    log.await(conversation, 3, Command.class).getLast();
            assertEquals(
                    Set.of(
                            new Command.Stated(ann, GroupRole.OWNER, null),
                            new Command.Stated(ben, GroupRole.ADMIN, null)),
                    Set.copyOf(stated.members()));
            assertEquals(new Command.MembersStated(conversation, id, "Trip", stated.members(), true, 3), stated);
        }
    }

    @Test
    void alsoOfTwoWhoAreContactsNoMore() {
        UUID chat = UUID.fromString(as(ann).get("/v1/contacts").path("items[0].conversationId"));
        as(ben).delete("/v1/contacts/" + ann).then().statusCode(204);

        assertEquals(204, state(chat));

        try (TestTopic log = new TestTopic(Topics.CONVERSATION_COMMANDS)) {
            Command.MembersStated stated =
                    (Command.MembersStated) log.await(chat, 3, Command.class).getLast();
            assertEquals(new Command.MembersStated(chat, null, null, stated.members(), false, 3), stated);
            assertEquals(2, stated.members().size());
        }
    }

    private static int state(UUID conversation) {
        return given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .post("/internal/conversations/" + conversation + "/statement")
                .statusCode();
    }

    private Response patch(UUID caller, String body) {
        return as(caller).body(body).patch("/v1/groups/" + id);
    }

    private Response give(UUID account, String role) {
        return member(ann, account, "{\"role\":\"%s\"}".formatted(role));
    }

    private Response member(UUID caller, UUID account, String body) {
        return as(caller).body(body).patch("/v1/groups/" + id + "/members/" + account);
    }
}
