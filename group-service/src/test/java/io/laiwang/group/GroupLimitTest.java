package io.laiwang.group;

import static io.laiwang.group.People.as;
import static io.laiwang.group.People.atOnce;
import static io.laiwang.group.People.group;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Topics;
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
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At most 500, whatever arrives at once, and what a group can't be made of. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
class GroupLimitTest {
    private static final int CALLERS = 32;
    private static final int EACH = 20;

    @Inject
    People people;

    private UUID ann;

    @BeforeEach
    void somebody() {
        ann = people.join("Ann");
    }

    @Test
    void hasFiveHundredMembersAndNotOneMore() {
        UUID[] crowd = people.crowdOfContacts(ann, 500).toArray(UUID[]::new);
        group(ann, "Crowd", crowd).then().statusCode(409).body("code", is("group-full"));
        UUID[] oneLess = List.of(crowd).subList(0, 499).toArray(UUID[]::new);
        group(ann, "Crowd", oneLess).then().statusCode(201).body("memberCount", is(500));
    }

    @Test
    void thirtyTwoWhoAddAtOnceNeverGetPastTheLimit() {
        List<UUID> crowd = people.crowdOfContacts(ann, CALLERS * EACH);
        Response made = group(ann, "Crowd");
        String id = made.path("id");
        List<Response> answers = atOnce(CALLERS, i -> add(id, crowd.subList(i * EACH, (i + 1) * EACH)));

        // 24 times 20 and the owner are 481
        assertEquals(24, answers.stream().filter(a -> a.statusCode() == 200).count());
        Set<String> refusals = answers.stream()
                .filter(a -> a.statusCode() != 200)
                .map(a -> a.<String>path("code"))
                .collect(Collectors.toSet());
        assertEquals(Set.of("group-full"), refusals);
        add(id, people.crowdOfContacts(ann, 19)).then().statusCode(200).body("added", hasSize(19));
        add(id, people.crowdOfContacts(ann, 1)).then().statusCode(409);
        as(ann).get("/v1/groups/" + id).then().body("memberCount", is(500));
        assertEquals(500, people.count("select count(*) from group_member where group_id = '" + id + "'"));
        assertVersionsRise(UUID.fromString(made.path("conversationId")), 26);
    }

    @Test
    void aMemberIsAddedAndRemovedOnce() {
        UUID ben = people.join("Ben");
        People.befriend(ann, ben);
        String id = group(ann, "Trip").path("id");
        List<Response> added = atOnce(CALLERS, i -> add(id, List.of(ben)));
        assertEquals(
                1,
                added.stream()
                        .filter(a -> !a.<List<String>>path("added").isEmpty())
                        .count());
        List<Response> left = atOnce(CALLERS, i -> as(ben).delete("/v1/groups/" + id + "/members/" + ben));
        assertEquals(
                List.of(204, 404),
                List.copyOf(left.stream().map(Response::statusCode).collect(Collectors.toCollection(TreeSet::new))));
        as(ann).get("/v1/groups/" + id).then().body("memberCount", is(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"memberIds":[]}                         | name
            {"name":"","memberIds":[]}               | name
            {"name":"LONG","memberIds":[]}           | name
            {"name":"a\\u0000","memberIds":[]}       | name
            {"name":"a\\nb","memberIds":[]}          | name
            {"name":5,"memberIds":[]}                | name
            {"name":"Trip"}                          | memberIds
            {"name":"Trip","memberIds":null}         | memberIds
            {"name":"Trip","memberIds":"all"}        | memberIds
            {"name":"Trip","memberIds":[null]}       | memberIds[0]
            {"name":"Trip","memberIds":["x"]}        | memberIds[0]
            {"name":"Trip","memberIds":[""]}         | memberIds[0]
            {"name":"Trip","memberIds":[5]}          | memberIds[0]
            []                                       | body
            null                                     | body""")
    void namesTheFieldThatIsWrong(String body, String field) {
        as(ann).body(body.replace("LONG", "x".repeat(65)))
                .post("/v1/groups")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", contains(field));
    }

    @Test
    void namesEveryFieldOfNewMembersThatIsWrong() {
        String id = group(ann, "Trip").path("id");
        for (String body : List.of("{}", "{\"accountIds\":5}", "{\"accountIds\":null}")) {
            as(ann).body(body)
                    .post("/v1/groups/" + id + "/members")
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("accountIds"));
        }
        as(ann).body("{\"memberIds\":null}")
                .post("/v1/groups")
                .then()
                .body("errors.field", contains("name", "memberIds"));
    }

    private Response add(String id, List<UUID> accounts) {
        return as(ann).body(Map.of("accountIds", accounts)).post("/v1/groups/" + id + "/members");
    }

    private static void assertVersionsRise(UUID conversation, int changes) {
        try (TestTopic log = new TestTopic(Topics.CONVERSATION_COMMANDS)) {
            List<Long> versions = log.await(conversation, changes, Command.Membership.class).stream()
                    .map(Command.Membership::version)
                    .toList();
            assertEquals(LongStream.rangeClosed(1, changes).boxed().toList(), versions);
        }
    }
}
