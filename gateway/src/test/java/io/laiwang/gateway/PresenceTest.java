package io.laiwang.gateway;

import static io.laiwang.gateway.StreamTest.url;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestStream;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is online, on this gateway and on another, as their contacts see it. Here what isn't repeated for 6 s is forgotten. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class PresenceTest {
    @Inject
    RecordSender records;

    @Inject
    GatewayId gateway;

    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final UUID cat = UUID.randomUUID();
    private OtherGateway other;

    @BeforeEach
    void startTheOther() {
        other = new OtherGateway(records);
    }

    @AfterEach
    void stopTheOther() {
        other.close();
    }

    @Test
    void isShownNowAndAtEachChange() {
        areContacts();
        try (TestStream anns = open(ann)) {
            watch(anns, "w-1", ben);
            assertEquals("""
                    {"type":"presence","accountId":"%s","online":false,"lastSeenAt":null}""".formatted(ben), anns.await("presence").toString());
            try (TestStream phone = open(ben);
                    TestStream laptop = open(ben)) {
                isShown(anns, ben, true);
                hangUp(phone);
                laptop.send("{\"type\":\"ping\",\"ref\":\"still here\"}");
                laptop.await("pong");
            }
            isShown(anns, ben, false);
            JsonNode last = anns.frames("presence").getLast();
            assertEquals(false, last.get("lastSeenAt").isNull());
            assertEquals(3, anns.frames("presence").size());
        }
    }

    @Test
    void leavesOutWhoIsNoContact() {
        areContacts();
        try (TestStream anns = open(ann);
                TestStream bens = open(ben);
                TestStream cats = open(cat)) {
            JsonNode ack = watch(anns, "w-1", cat, ben, ann, UUID.randomUUID());
            assertEquals("""
                    {"type":"ack","ref":"w-1","conversationId":null,"id":null,"seq":null,"rev":null,\
                    "sentAt":null}""", ack.toString());
            isShown(anns, ben, true);
            hangUp(cats);
            hangUp(bens);
            isShown(anns, ben, false);
            assertEquals(
                    List.of(ben.toString(), ben.toString()),
                    anns.frames("presence").stream()
                            .map(frame -> frame.get("accountId").asText())
                            .toList());
        }
    }

    @Test
    void theListReplacesTheLastOne() {
        areContacts();
        Answers.contacts(ann, ben, cat);
        Answers.contacts(cat, ann);
        try (TestStream anns = open(ann)) {
            watch(anns, "w-1", ben);
            watch(anns, "w-2", cat);
            isShown(anns, cat, false);
            try (TestStream _ = open(ben);
                    TestStream _ = open(cat)) {
                isShown(anns, cat, true);
            }
            isShown(anns, cat, false);
            watch(anns, "w-3");
            assertEquals(
                    1,
                    anns.frames("presence").stream()
                            .filter(frame -> frame.get("accountId").asText().equals(ben.toString()))
                            .count());
        }
    }

    @Test
    void stopsAtARemoval() {
        areContacts();
        Answers.contacts(ann, ben, cat);
        Answers.contacts(cat, ann);
        try (TestStream anns = open(ann);
                TestStream bens = open(ben);
                TestStream cats = open(cat)) {
            watch(anns, "w-1", ben, cat);
            isShown(anns, ben, true);
            isShown(anns, cat, true);
            Answers.contacts(ben);
            hangUp(bens);
            hangUp(cats);
            isShown(anns, cat, false);
            assertEquals(3, anns.frames("presence").size());
        }
    }

    @Test
    void ofAnotherGatewayIsShownAndForgottenWhenItIsNotRepeated() {
        areContacts();
        try (TestStream anns = open(ann)) {
            watch(anns, "w-1", ben);
            isShown(anns, ben, false);
            other.says("presence", other.id(), Map.of("type", "here", "accountIds", List.of(ben, cat)));
            isShown(anns, ben, true);
            other.says(
                    "presence",
                    other.id(),
                    Map.of("type", "gone", "accountIds", List.of(ben), "at", "2026-01-02T03:04:05.678Z"));
            isShown(anns, ben, false);
            assertEquals(
                    "2026-01-02T03:04:05.678Z",
                    anns.frames("presence").getLast().get("lastSeenAt").asText());
            other.says("presence", other.id(), Map.of("type", "here", "accountIds", List.of(ben)));
            isShown(anns, ben, true);
            isShown(anns, ben, false);
        }
    }

    @Test
    void manyChangesAreAskedAboutAFewAtATime() {
        List<UUID> crowd = IntStream.range(0, 100)
                .mapToObj(i -> UUID.fromString(
                        Neighbours.SLOW + UUID.randomUUID().toString().substring(9)))
                .toList();
        Answers.contacts(ann, crowd.toArray(UUID[]::new));
        crowd.forEach(id -> Answers.contacts(id, ann));
        try (TestStream anns = open(ann)) {
            watch(anns, "w-1", crowd.toArray(UUID[]::new));
            Neighbours.MOST_SLOW_AT_ONCE.set(0);
            for (int i = 0; i < 5; i++) {
                other.says(
                        "presence",
                        other.id(),
                        Map.of("type", "gone", "accountIds", crowd, "at", "2026-01-02T03:04:05.678Z"));
                other.says("presence", other.id(), Map.of("type", "here", "accountIds", crowd));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> anns.frames("presence").stream()
                                    .filter(frame -> frame.get("online").asBoolean())
                                    .map(frame -> frame.get("accountId").asText())
                                    .distinct()
                                    .count()
                            == crowd.size());
        }
        int atOnce = Neighbours.MOST_SLOW_AT_ONCE.get();
        assertTrue(atOnce > 1 && atOnce <= 16, "at once: " + atOnce);
    }

    @Test
    void aGatewaySaysWhoIsThereAndRepeatsIt() {
        UUID here = UUID.fromString(gateway.value());
        try (TestStream _ = open(ann)) {
            heard(here, "here");
            int before = other.hears(here, 1).size();
            other.says("presence", other.id(), Map.of("type", "who"));
            Awaitility.await().until(() -> other.hears(here, 1).size() > before + 1);
        }
        heard(here, "gone");
    }

    @Test
    void whatAnotherGatewaySaysWrongIsPassedOver() {
        areContacts();
        try (TestStream anns = open(ann)) {
            watch(anns, "w-1", ben);
            for (String junk :
                    List.of("{", "{}", "[]", "{\"type\":\"here\",\"accountIds\":7}", "{\"type\":\"dance\"}")) {
                other.says("presence", other.id(), junk.getBytes(StandardCharsets.UTF_8));
            }
            other.says("dance", other.id(), Map.of());
            other.says("presence", other.id(), Map.of("type", "here", "accountIds", List.of(ben)));
            isShown(anns, ben, true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "{}", "[7]", "[\"x\"]", "[null]"})
    void namesTheFieldThatIsWrong(String accountIds) {
        try (TestStream stream = open(ann)) {
            stream.send("{\"type\":\"watch\",\"ref\":\"w\",\"accountIds\":%s}".formatted(accountIds));
            assertEquals(
                    accountIds.startsWith("[") ? "accountIds[0]" : "accountIds",
                    stream.await("error").at("/problem/errors/0/field").asText());
            stream.send("{\"type\":\"watch\",\"accountIds\":[]}");
            stream.await("error", e -> e.at("/problem/errors/0/field").asText().equals("ref"));
        }
    }

    @Test
    void watchesFiveHundredAtMost() {
        try (TestStream stream = open(ann)) {
            stream.send(Map.of("type", "watch", "ref", "w", "accountIds", Collections.nCopies(501, ben)));
            assertEquals(400, stream.await("error").at("/problem/status").asInt());
        }
    }

    private void areContacts() {
        Answers.contacts(ann, ben);
        Answers.contacts(ben, ann);
        Answers.contacts(cat);
    }

    private void heard(UUID gatewayId, String type) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInSameThread()
                .until(() -> other.hears(gatewayId, 1).stream()
                        .anyMatch(signal -> signal.get("type").asText().equals(type)
                                && signal.get("accountIds").toString().contains(ann.toString())));
    }

    /** The last thing that was shown of the account. */
    private static void isShown(TestStream stream, UUID account, boolean online) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> stream.frames("presence").stream()
                .filter(frame -> frame.get("accountId").asText().equals(account.toString()))
                .reduce((first, last) -> last)
                .map(frame -> frame.get("online").asBoolean() == online)
                .orElse(false));
    }

    private static JsonNode watch(TestStream stream, String ref, UUID... accounts) {
        stream.send(Map.of("type", "watch", "ref", ref, "accountIds", List.of(accounts)));
        return stream.await("ack", ack -> ack.get("ref").asText().equals(ref));
    }

    private static void hangUp(TestStream stream) {
        stream.close();
    }

    private static TestStream open(UUID account) {
        TestStream stream = TestStream.open(url(), TestTokens.of(account));
        stream.await("hello");
        return stream;
    }
}
