package io.laiwang.group;

import static io.laiwang.group.People.as;
import static io.laiwang.group.People.ask;
import static io.laiwang.group.People.atOnce;
import static io.laiwang.group.People.befriend;
import static io.laiwang.group.People.group;
import static io.laiwang.testing.Outages.unavailable;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Profile;
import io.laiwang.contracts.Topics;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.Outages;
import io.laiwang.testing.TestTopic;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stores that go away and come back. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
class FaultTest {
    @TestHTTPResource(management = true)
    URI management;

    private static final int ROUNDS = 5;

    @Inject
    People people;

    private UUID ann;
    private UUID ben;
    private UUID cat;

    @BeforeEach
    void annKnowsBen() {
        ann = people.join("Ann");
        ben = people.join("Ben");
        cat = people.join("Cat");
        befriend(ann, ben);
    }

    @Test
    void withoutItsDatabaseItSaysSoAndIsWellAgainByItself() {
        Outages.withoutPostgres(() -> {
            people.tell(new Profile(ben, People.handle(ben), "Benny", null), 2);
            for (int i = 0; i < ROUNDS; i++) {
                unavailable(as(ann).get("/v1/contacts"));
                unavailable(ask(ann, cat));
                unavailable(group(ann, "Trip", ben));
                unavailable(as(ann).delete("/v1/contacts/" + ben));
                unavailable(as(ann).put("/v1/blocks/" + ben));
            }
        });

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> as(ann).get("/v1/contacts").statusCode() == 200);
        as(ann).get("/v1/groups").then().body("items", hasSize(0));
        as(ann).get("/v1/blocks").then().body("items", hasSize(0));
        ask(ann, cat).then().statusCode(201);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> "Benny"
                .equals(as(ann).get("/v1/contacts").path("items[0].account.displayName")));
    }

    @Test
    void withoutKafkaItGoesOnAndTellsLaterInOrder() {
        Response made = group(ann, "Trip", ben);
        String trip = "/v1/groups/" + made.path("id");

        Outages.withoutKafka(() -> {
            Outages.tellsThatKafkaIsOut(management);
            for (int i = 0; i < ROUNDS; i++) {
                as(ann).body(Map.of("name", "Trip " + i)).patch(trip).then().statusCode(200);
            }
            List<Response> reads = atOnce(32, i -> as(ben).get(trip));
            assertTrue(reads.stream().allMatch(read -> read.statusCode() == 200));
            as(ann).delete(trip + "/members/" + ben).then().statusCode(204);
            ask(ann, cat).then().statusCode(201);
            ask(cat, ann).then().statusCode(201).body("state", is("accepted"));
        });

        as(ann).body(Map.of("name", "Trip again")).patch(trip).then().statusCode(200);
        UUID conversation = UUID.fromString(made.path("conversationId"));
        UUID direct = UUID.fromString(as(cat).get("/v1/contacts")
                .then()
                .body("items", hasSize(1))
                .extract()
                .path("items[0].conversationId"));
        try (TestTopic log = new TestTopic(Topics.CONVERSATION_COMMANDS)) {
            Awaitility.await().pollInSameThread().until(() -> versions(log, conversation), equalTo(upTo(ROUNDS + 3)));
            assertEquals(
                    1, log.await(direct, 1, Command.class).stream().distinct().count());
        }
        people.tell(new Profile(cat, People.handle(cat), "Catherine", null), 2);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> "Catherine"
                .equals(as(ann).get("/v1/contacts")
                        .path("items.find { it.account.id == '%s' }.account.displayName".formatted(cat))));
    }

    /** In the order in which they were told first: one that is told again changes nothing. */
    private static List<Long> versions(TestTopic log, UUID conversation) {
        return log.await(conversation, 1, Command.class).stream()
                .map(command -> ((Command.Membership) command).version())
                .distinct()
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
