package io.laiwang.group;

import static io.laiwang.group.People.as;
import static io.laiwang.group.People.atOnce;
import static io.laiwang.group.People.befriend;
import static io.laiwang.group.People.group;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How one comes into a group without being put there. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
@WithTestResource(MediaService.class)
class InviteTest {
    private static final int CALLERS = 32;

    @Inject
    People people;

    private UUID ann;
    private UUID ben;
    private UUID cat;
    private String id;

    @BeforeEach
    void annHasAGroupWithBen() {
        ann = people.join("Ann");
        ben = people.join("Ben");
        cat = people.join("Cat");
        befriend(ann, ben);
        id = group(ann, "Trip", ben).path("id");
    }

    @Test
    void whoHasOneSeesTheGroupAndComesIn() {
        Response made = invite(ann, "{\"expiresInSeconds\":3600}");
        made.then().statusCode(201).body("keySet()", equalTo(Set.of("code", "url", "expiresAt")));
        String code = made.path("code");
        made.then().body("url", is("laiwang:join:" + code));

        as(cat).get("/v1/invites/" + code)
                .then()
                .statusCode(200)
                .body("keySet()", equalTo(Set.of("name", "memberCount", "avatarMediaId")))
                .body("name", is("Trip"))
                .body("memberCount", is(2));
        join(cat, code).then().statusCode(200).body("id", is(id)).body("memberCount", is(3));
        join(cat, code).then().statusCode(200).body("memberCount", is(3));
        as(cat).get("/v1/groups/" + id).then().statusCode(200);
    }

    @Test
    void isDrawnForMembers() {
        String code = invite(ann, "{\"expiresInSeconds\":3600}").path("code");
        String qr = "/v1/groups/" + id + "/invites/" + code + "/qr";
        as(ben).accept("image/svg+xml")
                .get(qr)
                .then()
                .statusCode(200)
                .contentType("image/svg+xml")
                .body(containsString("<svg"));
        byte[] png = as(ben).accept("image/png").get(qr).asByteArray();
        assertEquals("PNG", new String(png, 1, 3, java.nio.charset.StandardCharsets.US_ASCII));
        as(cat).get(qr).then().statusCode(404);
        as(ben).get("/v1/groups/" + id + "/invites/none/qr").then().statusCode(404);
    }

    @Test
    void isGoneWhenItIsUsedUpExpiredOrRevoked() {
        String once = invite(ann, "{\"expiresInSeconds\":3600,\"maxUses\":1}").path("code");
        join(cat, once).then().statusCode(200);
        String revoked = invite(ann, "{\"expiresInSeconds\":3600}").path("code");
        as(ben).delete("/v1/groups/" + id + "/invites/" + revoked).then().statusCode(403);
        as(ann).delete("/v1/groups/" + id + "/invites/" + revoked).then().statusCode(204);
        String expired = invite(ann, "{\"expiresInSeconds\":1}").path("code");
        UUID dan = people.join("Dan");
        Awaitility.await().until(() -> as(dan).get("/v1/invites/" + expired).statusCode() == 410);

        for (String code : List.of(once, revoked, expired)) {
            join(dan, code).then().statusCode(410).body("code", is("invite-gone"));
            as(dan).get("/v1/invites/" + code).then().statusCode(410);
            as(ann).get("/v1/groups/" + id + "/invites/" + code + "/qr").then().statusCode(410);
        }
        join(cat, once).then().statusCode(200);
        for (String code : List.of("none", "%00", "x".repeat(2000))) {
            join(dan, code).then().statusCode(404);
        }
    }

    @Test
    void thirtyTwoAtOnceUseItAsOftenAsItMayBe() {
        String code = invite(ann, "{\"expiresInSeconds\":3600,\"maxUses\":5}").path("code");
        List<UUID> crowd = people.crowdOfContacts(UUID.randomUUID(), CALLERS);
        List<Response> answers = atOnce(CALLERS, i -> join(crowd.get(i), code));

        assertEquals(5, answers.stream().filter(a -> a.statusCode() == 200).count());
        assertEquals(
                CALLERS - 5, answers.stream().filter(a -> a.statusCode() == 410).count());
        as(ann).get("/v1/groups/" + id).then().body("memberCount", is(7));
    }

    @Test
    void neverLetsTheFiveHundredAndFirstIn() {
        List<UUID> crowd = people.crowdOfContacts(ann, 490);
        as(ann).body(Map.of("accountIds", crowd))
                .post("/v1/groups/" + id + "/members")
                .then()
                .statusCode(200);
        String code = invite(ann, "{\"expiresInSeconds\":3600}").path("code");
        List<UUID> others = people.crowdOfContacts(UUID.randomUUID(), CALLERS);
        List<Response> answers = atOnce(CALLERS, i -> join(others.get(i), code));

        assertEquals(8, answers.stream().filter(a -> a.statusCode() == 200).count());
        assertTrue(answers.stream().allMatch(a -> a.statusCode() == 200 || "group-full".equals(a.path("code"))));
        assertEquals(500, people.count("select count(*) from group_member where group_id = '" + id + "'"));
        assertEquals(
                8, people.count("select uses from invite where code = '" + code + "'"), "who is refused uses none");
    }

    @Test
    void whoNeedsApprovalWaitsForTheOwnerOrAnAdmin() {
        policy("approval");
        String code = invite(ann, "{\"expiresInSeconds\":3600,\"maxUses\":1}").path("code");
        join(cat, code).then().statusCode(202);
        join(cat, code).then().statusCode(410);
        as(ann).get("/v1/groups/" + id + "/join-requests")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].keySet()", equalTo(Set.of("account", "invitedBy", "createdAt")))
                .body("items[0].account.id", is(cat.toString()))
                .body("items[0].invitedBy", nullValue());
        as(ben).get("/v1/groups/" + id + "/join-requests").then().statusCode(403);
        as(cat).get("/v1/groups/" + id + "/join-requests").then().statusCode(404);
        answer(ben, cat, "approve").then().statusCode(403);
        answer(cat, cat, "approve").then().statusCode(404);

        answer(ann, cat, "approve").then().statusCode(204);
        answer(ann, cat, "approve").then().statusCode(404);
        as(cat).get("/v1/groups/" + id).then().statusCode(200).body("memberCount", is(3));
        as(ann).get("/v1/groups/" + id + "/join-requests").then().body("items", hasSize(0));
    }

    @Test
    void whomAMemberBringsWaitsWhereApprovalIsNeeded() {
        befriend(ben, cat);
        as(ann).body("{\"membersMayInvite\":true,\"joinPolicy\":\"approval\"}").patch("/v1/groups/" + id);
        bring(ben, cat).then().statusCode(200).body("added", hasSize(0)).body("pending", contains(cat.toString()));
        bring(ben, cat).then().statusCode(200).body("pending", contains(cat.toString()));
        as(ann).get("/v1/groups/" + id + "/join-requests")
                .then()
                .body("items.account.id", contains(cat.toString()))
                .body("items.invitedBy", contains(ben.toString()));
        answer(ann, cat, "decline").then().statusCode(204);
        as(cat).get("/v1/groups/" + id).then().statusCode(404);

        policy("open");
        bring(ben, cat).then().body("added", contains(cat.toString())).body("pending", hasSize(0));
    }

    @Test
    void aClosedGroupTakesWhomItsOwnerBringsAndNobodyElse() {
        befriend(ben, cat);
        as(ann).body("{\"membersMayInvite\":true,\"joinPolicy\":\"closed\"}").patch("/v1/groups/" + id);
        String code = invite(ann, "{\"expiresInSeconds\":3600}").path("code");
        join(cat, code).then().statusCode(403).body("code", is("group-closed"));
        bring(ben, cat).then().statusCode(403).body("code", is("group-closed"));
        befriend(ann, cat);
        bring(ann, cat).then().statusCode(200).body("added", contains(cat.toString()));
    }

    @Test
    void membersInviteWhenTheyMay() {
        invite(ben, "{\"expiresInSeconds\":60}").then().statusCode(403);
        invite(cat, "{\"expiresInSeconds\":60}").then().statusCode(404);
        as(ann).body("{\"membersMayInvite\":true}").patch("/v1/groups/" + id);
        String code = invite(ben, "{\"expiresInSeconds\":60}").path("code");
        as(ben).delete("/v1/groups/" + id + "/invites/" + code).then().statusCode(204);
    }

    @Test
    void goesWithTheRightOfWhoMadeIt() {
        as(ann).body("{\"membersMayInvite\":true}").patch("/v1/groups/" + id);
        String bens = invite(ben, "{\"expiresInSeconds\":3600}").path("code");
        join(cat, bens).then().statusCode(200);
        as(ann).body("{\"membersMayInvite\":false}").patch("/v1/groups/" + id);
        UUID dan = people.join("Dan");
        join(dan, bens).then().statusCode(410).body("code", is("invite-gone"));
        as(dan).get("/v1/invites/" + bens).then().statusCode(410);

        as(ann).body("{\"membersMayInvite\":true}").patch("/v1/groups/" + id);
        as(ann).delete("/v1/groups/" + id + "/members/" + ben).then().statusCode(204);
        join(ben, bens).then().statusCode(410);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                      | expiresInSeconds
            {"expiresInSeconds":0}                  | expiresInSeconds
            {"expiresInSeconds":2592001}            | expiresInSeconds
            {"expiresInSeconds":1.5}                | expiresInSeconds
            {"expiresInSeconds":"60"}               | expiresInSeconds
            {"expiresInSeconds":60,"maxUses":0}     | maxUses
            {"expiresInSeconds":60,"maxUses":1001}  | maxUses
            {"expiresInSeconds":60,"maxUses":99999999999999999999} | maxUses
            null                                    | body""")
    void namesTheFieldThatIsWrong(String body, String field) {
        invite(ann, body).then().statusCode(400).body("errors.field", contains(field));
    }

    private Response invite(UUID caller, String body) {
        return as(caller).body(body).post("/v1/groups/" + id + "/invites");
    }

    private static Response join(UUID caller, String code) {
        return as(caller).urlEncodingEnabled(false).post("/v1/invites/" + code + "/join");
    }

    private Response bring(UUID caller, UUID account) {
        return as(caller).body(Map.of("accountIds", List.of(account))).post("/v1/groups/" + id + "/members");
    }

    private Response answer(UUID caller, UUID account, String answer) {
        return as(caller).post("/v1/groups/" + id + "/join-requests/" + account + "/" + answer);
    }

    private void policy(String policy) {
        as(ann).body(Map.of("joinPolicy", policy))
                .patch("/v1/groups/" + id)
                .then()
                .statusCode(200);
    }
}
