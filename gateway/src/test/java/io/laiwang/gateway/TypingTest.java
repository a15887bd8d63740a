package io.laiwang.gateway;

import static io.laiwang.gateway.StreamTest.url;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestStream;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Typing, from one stream over {@code signals} to those of the other members. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class TypingTest {
    @Inject
    RecordSender records;

    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final UUID cat = UUID.randomUUID();
    private final UUID conversation = UUID.randomUUID();

    @Test
    void reachesTheOtherMembersAndNobodyElse() {
        Answers.members(conversation, ann, ben);
        try (TestStream anns = open(ann);
                TestStream laptop = open(ann);
                TestStream bens = open(ben);
                TestStream cats = open(cat)) {
            anns.send(typing(conversation));
            assertEquals("""
                    {"type":"typing","conversationId":"%s","accountId":"%s"}""".formatted(conversation, ann), bens.await("typing").toString());
            settle(anns, laptop, cats);
            assertEquals(1, anns.frames("typing").size(), "the mark alone");
            assertEquals(1, laptop.frames("typing").size());
            assertEquals(1, cats.frames("typing").size());
        }
    }

    @Test
    void neverPassesABlockAlsoInACommonGroup() {
        Answers.members(conversation, ann, ben, cat);
        Answers.blocked(ann, cat);
        try (TestStream anns = open(ann);
                TestStream bens = open(ben);
                TestStream cats = open(cat)) {
            anns.send(typing(conversation));
            bens.await("typing");
            settle(cats);
            assertEquals(1, cats.frames("typing").size(), "the mark alone");
        }
    }

    @Test
    void isPassedOnOnceInThreeSeconds() {
        UUID other = UUID.randomUUID();
        Answers.members(conversation, ann, ben);
        Answers.members(other, ann, ben);
        try (TestStream anns = open(ann);
                TestStream laptop = open(ann);
                TestStream bens = open(ben)) {
            for (int i = 0; i < 10; i++) {
                anns.send(typing(conversation));
                laptop.send(typing(conversation));
            }
            anns.send(typing(other));
            bens.await("typing", frame -> isIn(frame, other));
            settle(bens);
            assertEquals(
                    1,
                    bens.frames("typing").stream()
                            .filter(frame -> isIn(frame, conversation))
                            .count());
        }
    }

    @Test
    void comesToNothingFromWhoIsNoMember() {
        UUID open = UUID.randomUUID();
        Answers.members(conversation, ben);
        Answers.members(open, cat, ben);
        try (TestStream cats = open(cat);
                TestStream bens = open(ben)) {
            cats.send(typing(conversation));
            cats.send(typing(UUID.randomUUID()));
            cats.send(typing(open));
            bens.await("typing", frame -> isIn(frame, open));
            settle(bens, cats);

            assertEquals(2, bens.frames("typing").size());
            assertEquals(0, cats.frames("error").size());
        }
    }

    @Test
    void whoHasJustJoinedNeedNotWait() {
        Answers.members(conversation, ben, cat);
        try (TestStream anns = open(ann);
                TestStream cats = open(cat);
                TestStream bens = open(ben)) {
            cats.send(typing(conversation));
            bens.await("typing");
            Answers.members(conversation, ann, ben, cat);
            org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                anns.send(typing(conversation));
                return bens.find(
                                "typing",
                                frame -> frame.get("accountId").asText().equals(ann.toString()))
                        .isPresent();
            });
        }
    }

    @Test
    void comesToNothingFromWhoIsOutAsSoonAsTheLogSaysSo() {
        Answers.members(conversation, ann, ben);
        try (TestStream anns = open(ann);
                TestStream bens = open(ben)) {
            anns.send(typing(conversation));
            bens.await("typing");
            Answers.members(conversation, ben);
            deliver(membersChanged());
            settle(bens);

            try (TestStream laptop = open(ben)) {
                bens.send(typing(conversation));
                settle(anns, laptop);
                assertEquals(
                        0,
                        anns.frames("typing").stream()
                                .filter(f -> isIn(f, conversation))
                                .count());
            }
        }
    }

    @Test
    void ofAnotherGatewayReachesThoseWhoAreHere() {
        Delivery typing = Delivery.frame(
                conversation, List.of(ben, UUID.randomUUID()), new ServerFrame.Typing(conversation, ann));
        try (TestStream bens = open(ben);
                TestStream cats = open(cat)) {
            send(new ProducerRecord<>(
                    Topics.SIGNALS, null, conversation.toString(), typing.frame(), DeliveryRecords.headers(typing)));
            bens.await("typing");
            settle(cats);
            assertEquals(1, cats.frames("typing").size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"typing\"}",
                "{\"type\":\"typing\",\"conversationId\":null}",
                "{\"type\":\"typing\",\"conversationId\":7}",
                "{\"type\":\"typing\",\"conversationId\":\"1-1-1-1-1\"}"
            })
    void namesTheFieldThatIsWrong(String frame) {
        try (TestStream stream = open(ann)) {
            stream.send(frame);
            assertEquals(
                    "conversationId",
                    stream.await("error").at("/problem/errors/0/field").asText());
        }
    }

    private ProducerRecord<String, byte[]> membersChanged() {
        ProducerRecord<String, byte[]> record = DeliveryRecords.toRecord(Delivery.silent(conversation));
        DeliveryRecords.markMembers(record);
        return record;
    }

    /** Has been read by the gateway when this returns: a frame behind it has come. */
    private void deliver(ProducerRecord<String, byte[]> record) {
        try (TestStream bens = open(ben)) {
            send(record);
            send(DeliveryRecords.toRecord(Delivery.frame(conversation, List.of(ben), new ServerFrame.Resync())));
            bens.await("resync");
        }
    }

    private void send(ProducerRecord<String, byte[]> record) {
        records.send(record).await().atMost(Duration.ofSeconds(10));
    }

    /** What was on its way to these before has come when this returns: it goes the same way. */
    private void settle(TestStream... streams) {
        UUID mark = UUID.randomUUID();
        Answers.members(mark, ann, ben, cat, mark);
        try (TestStream marker = open(mark)) {
            marker.send(typing(mark));
            for (TestStream stream : streams) {
                stream.await("typing", frame -> isIn(frame, mark));
            }
        }
    }

    private static TestStream open(UUID account) {
        TestStream stream = TestStream.open(url(), TestTokens.of(account));
        stream.await("hello");
        return stream;
    }

    private static Map<String, Object> typing(UUID conversation) {
        return Map.of("type", "typing", "conversationId", conversation);
    }

    private static boolean isIn(JsonNode frame, UUID conversation) {
        return frame.get("conversationId").asText().equals(conversation.toString());
    }
}
