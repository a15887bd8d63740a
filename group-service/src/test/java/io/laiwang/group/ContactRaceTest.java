package io.laiwang.group;

import static io.laiwang.group.People.as;
import static io.laiwang.group.People.ask;
import static io.laiwang.group.People.atOnce;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Topics;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTopic;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever comes at once, two people have one request, one contact and one conversation. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
class ContactRaceTest {
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
    void theSameQuestionMakesOneRequest() {
        List<Response> answers = atOnce(CALLERS, i -> ask(ann, ben));
        assertEquals(1, count(answers, 201));
        assertEquals(CALLERS - 1, count(answers, 200));
        assertEquals(
                1, answers.stream().map(a -> a.<String>path("id")).distinct().count());
        as(ben).get("/v1/contact-requests?direction=incoming").then().body("items", hasSize(1));
    }

    @Test
    void crossingQuestionsMakeOneContact() {
        List<Response> answers = atOnce(CALLERS, i -> i % 2 == 0 ? ask(ann, ben) : ask(ben, ann));
        assertTrue(answers.stream().allMatch(a -> Set.of(200, 201, 409).contains(a.statusCode())));
        String conversation = as(ann).get("/v1/contacts").path("items[0].conversationId");
        for (UUID one : List.of(ann, ben)) {
            List<String> conversations = as(one).get("/v1/contacts").path("items.conversationId");
            assertEquals(List.of(conversation), conversations);
            as(one).get("/v1/contact-requests?direction=incoming").then().body("items", hasSize(0));
        }
        assertEquals(1, opened(conversation));
    }

    @Test
    void oneAnswerCounts() {
        String id = ask(ann, ben).path("id");
        List<Response> answers = atOnce(
                CALLERS, i -> as(ben).post("/v1/contact-requests/" + id + (i % 2 == 0 ? "/accept" : "/decline")));
        assertEquals(CALLERS - 1, count(answers, 409));
        boolean accepted = count(answers, 200) == 1;
        List<String> contacts = as(ann).get("/v1/contacts").path("items.account.id");
        assertEquals(accepted ? List.of(ben.toString()) : Collections.emptyList(), contacts);
    }

    @Test
    void oneRemovalCounts() {
        String conversation = People.befriend(ann, ben);
        List<Response> answers = atOnce(
                CALLERS,
                i -> i % 2 == 0 ? as(ann).delete("/v1/contacts/" + ben) : as(ben).delete("/v1/contacts/" + ann));
        assertEquals(1, count(answers, 204));
        assertEquals(CALLERS - 1, count(answers, 404));
        assertEquals(1, opened(conversation));
    }

    private static long count(List<Response> answers, int status) {
        return answers.stream().filter(a -> a.statusCode() == status).count();
    }

    /** How often the log says so; a request of a moment ago has been relayed when it was answered. */
    private static long opened(String conversation) {
        try (TestTopic log = new TestTopic(Topics.CONVERSATION_COMMANDS)) {
            return log.await(UUID.fromString(conversation), 1, Command.class).stream()
                    .filter(Command.DirectOpened.class::isInstance)
                    .count();
        }
    }
}
