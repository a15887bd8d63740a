package io.laiwang.gateway;

import static io.laiwang.gateway.StreamTest.url;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestStream;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a client's frame to the log and back: the test plays the sequencer at the other end of the topics. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class DeliveryTest {
    @Inject
    RecordSender records;

    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final UUID conversation = UUID.randomUUID();
    private Sequencer sequencer;

    @BeforeEach
    void readTheLog() {
        sequencer = new Sequencer(conversation, records);
    }

    @AfterEach
    void stopReading() {
        sequencer.close();
    }

    @Test
    void aMessageGoesToTheLogAndItsAnswerComesBack() {
        try (TestStream stream = open(ann)) {
            UUID id = UUID.randomUUID();
            stream.send(send("m-1", id, Map.of("type", "text", "text", "hi")));
            Command.Send command = sequencer.message(1);
            assertEquals(
                    new Command.Send(conversation, ann, id, new Content.Text("hi"), null, List.of(), command.reply()),
                    command);
            sequencer.answer(command, sequencer.sent(command, 7, false));
            JsonNode ack = stream.await("ack");
            assertEquals("""
                {"type":"ack","ref":"m-1","conversationId":"%s","id":"%s","seq":7,"rev":70,\
                "sentAt":"2026-01-02T12:00:00.123Z"}\
                """.formatted(conversation, id), ack.toString());
        }
    }

    @Test
    void aRefusalComesBackAsAnError() {
        try (TestStream stream = open(ann)) {
            stream.send(send("m-1", UUID.randomUUID(), Map.of("type", "text", "text", "hi")));
            sequencer.answer(sequencer.commands(1).getFirst(), new Answer.Refused(Problem.of(ProblemCode.MUTED)));
            JsonNode error = stream.await("error");
            assertEquals("m-1", error.get("ref").asText());
            assertEquals("muted", error.at("/problem/code").asText());
            assertEquals(403, error.at("/problem/status").asInt());
        }
    }

    @Test
    void withoutAnAnswerInTimeItIsToBeSentAgain() {
        try (TestStream stream = open(ann)) {
            UUID id = UUID.randomUUID();
            stream.send(send("m-1", id, Map.of("type", "text", "text", "hi")));
            JsonNode error = stream.await("error");
            assertEquals(503, error.at("/problem/status").asInt());
            assertEquals("unavailable", error.at("/problem/code").asText());
            sequencer.answer(sequencer.commands(1).getFirst(), sequencer.sent(sequencer.message(1), 1, false));
            stream.send(send("m-2", id, Map.of("type", "text", "text", "hi")));
            sequencer.answer(sequencer.commands(2).getLast(), sequencer.sent(sequencer.message(2), 1, false));
            assertEquals("m-2", stream.await("ack").get("ref").asText());
            assertEquals(1, stream.frames("ack").size());
        }
    }

    @Test
    void sendsKeepTheirOrderAlsoWhenOneBringsAMedium() {
        try (TestStream stream = open(ann)) {
            UUID medium = UUID.fromString(Neighbours.GOOD_MEDIUM + "0000-7000-8000-000000000001");
            List<UUID> ids =
                    IntStream.range(0, 20).mapToObj(i -> UUID.randomUUID()).toList();
            for (int i = 0; i < ids.size(); i++) {
                Object content =
                        i % 4 == 0 ? Map.of("type", "image", "mediaId", medium) : Map.of("type", "text", "text", "hi");
                stream.send(send("m-" + i, ids.get(i), content));
            }
            assertEquals(
                    ids,
                    sequencer.commands(20).stream()
                            .map(c -> ((Command.Send) c).id())
                            .toList());
        }
    }

    @Test
    void aDoodleIsSentAsADoodleAlone() {
        try (TestStream stream = open(ann)) {
            UUID doodle = UUID.fromString(Neighbours.GOOD_DOODLE + "0000-7000-8000-000000000001");
            stream.send(send("d-1", UUID.randomUUID(), Map.of("type", "doodle", "doodleId", doodle)));
            stream.send(send("d-2", UUID.randomUUID(), Map.of("type", "image", "mediaId", doodle)));
            assertEquals("d-2", stream.await("error").get("ref").asText());
            Command.Send sent = (Command.Send) sequencer.commands(1).getFirst();
            assertEquals(new Content.Doodle(doodle), sent.content());
        }
    }

    @Test
    void anotherOnesMediumIsRefusedAndHoldsNothingUp() {
        try (TestStream stream = open(ann)) {
            UUID medium = UUID.fromString("10000000-0000-7000-8000-000000000001");
            stream.send(send("m-1", UUID.randomUUID(), Map.of("type", "image", "mediaId", medium)));
            stream.send(send("m-2", UUID.randomUUID(), Map.of("type", "text", "text", "hi")));
            JsonNode error = stream.await("error");
            assertEquals("m-1", error.get("ref").asText());
            assertEquals("unknown-media", error.at("/problem/code").asText());
            assertEquals(1, sequencer.commands(1).size());
        }
    }

    @Test
    void deliveriesReachTheirRecipientsAndNotTheStreamThatCausedThem() {
        UUID cat = UUID.randomUUID();
        try (TestStream phone = open(ann);
                TestStream laptop = open(ann);
                TestStream bens = open(ben);
                TestStream cats = open(cat)) {
            phone.send(send("m-1", UUID.randomUUID(), Map.of("type", "text", "text", "hi")));
            Command.Send command = sequencer.message(1);
            sequencer.deliver(new Delivery(
                    conversation,
                    List.of(ann, ben),
                    Json.bytes(new ServerFrame.Read(conversation, ann, 1)),
                    command.reply().stream(),
                    command.reply(),
                    sequencer.sent(command, 1, false)));
            phone.await("ack");
            laptop.await("read");
            assertEquals(ann.toString(), bens.await("read").get("accountId").asText());
            sequencer.deliver(Delivery.frame(
                    conversation, List.of(ann, ben, cat), new ServerFrame.Received(conversation, ann, 2)));
            for (TestStream each : List.of(phone, laptop, bens, cats)) {
                each.await("received");
            }
            assertEquals(0, phone.frames("read").size());
            assertEquals(0, cats.frames("read").size());
        }
    }

    @Test
    void whatCannotBeReadIsPassed() {
        try (TestStream stream = open(ann)) {
            sequencer.send(new ProducerRecord<>(Topics.ACCOUNT_EVENTS, ann.toString(), new byte[] {'{'}));
            sequencer.deliver(
                    Delivery.frame(conversation, List.of(ann), new ServerFrame.Received(conversation, ann, 2)));
            stream.await("received");
        }
    }

    @Test
    void aSessionThatEndsIsClosedAndItsTokenIsDead() {
        UUID session = UUID.randomUUID();
        String token = TestTokens.of(ann, session, Duration.ofMinutes(5));
        try (TestStream ending = TestStream.open(url(), token);
                TestStream other = open(ann)) {
            ending.await("hello");
            sequencer.tell(new AccountEvent.SessionEnded(ann, session));
            assertEquals(4401, ending.awaitClose());
            assertEquals(401, TestStream.refusal(url(), token));
            for (String path : List.of("/v1/contacts", "/v1/conversations")) {
                given().header("Authorization", "Bearer " + token)
                        .get(path)
                        .then()
                        .statusCode(401)
                        .header("WWW-Authenticate", "Bearer");
            }
            given().header("Authorization", "Bearer " + token)
                    .contentType(ContentType.JSON)
                    .body("{}")
                    .post("/v1/conversations/" + conversation + "/messages")
                    .then()
                    .statusCode(401);
            other.send("{\"type\":\"ping\",\"ref\":\"p\"}");
            other.await("pong");
        }
    }

    private TestStream open(UUID account) {
        TestStream stream = TestStream.open(url(), TestTokens.of(account));
        stream.await("hello");
        return stream;
    }

    private Map<String, Object> send(String ref, UUID id, Object content) {
        return Map.of("type", "send", "ref", ref, "conversationId", conversation, "id", id, "content", content);
    }
}
