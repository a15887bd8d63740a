package io.laiwang.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What disappears never comes to the log: chat-service gets the content, the log an envelope. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class SealingTest {
    private static final String SECRET = "for your eyes";

    @Inject
    RecordSender records;

    private final UUID ann = UUID.randomUUID();
    private UUID conversation = UUID.randomUUID();
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
    void aMessageThatBurnsIsHandedOverAndLeavesAnEnvelope() {
        UUID id = UUID.randomUUID();
        CompletableFuture<Response> asked = later(() -> post(id, ",\"burn\":{\"afterOpenSeconds\":10}"));

        Command.Send command = sequencer.message(1);
        assertEquals(Content.Sealed.of("text", new Content.Burn(10)), command.content());
        assertFalse(new String(Json.bytes(command), StandardCharsets.UTF_8).contains(SECRET));
        String kept = Neighbours.SEALED.get("/internal/conversations/%s/sealed/%s".formatted(conversation, id));
        assertTrue(kept.contains(SECRET) && kept.contains(ann.toString()));
        sequencer.answer(command, sequencer.sent(command, 3, false));
        asked.join().then().statusCode(201).body("seq", is(3));
    }

    /** Nobody would ever forget it. */
    @Test
    void aMediumIsClaimedForAContentThatIsKeptAndForNoOther() {
        UUID kept = UUID.fromString(
                Neighbours.GOOD_MEDIUM + UUID.randomUUID().toString().substring(9));
        UUID lost = UUID.fromString(
                Neighbours.GOOD_MEDIUM + UUID.randomUUID().toString().substring(9));
        String path = "/v1/conversations/%s/messages";
        String body = "{\"id\":\"%s\",\"content\":{\"type\":\"image\",\"mediaId\":\"%s\"},"
                + "\"burn\":{\"afterOpenSeconds\":10}}";
        UUID full =
                UUID.fromString(Neighbours.FULL + UUID.randomUUID().toString().substring(9));

        as().body(body.formatted(UUID.randomUUID(), lost))
                .post(path.formatted(full))
                .then()
                .statusCode(503);
        later(() -> as().body(body.formatted(UUID.randomUUID(), kept)).post(path.formatted(conversation)));
        sequencer.message(1);

        assertTrue(Neighbours.CLAIMED.contains(kept.toString()));
        assertFalse(Neighbours.CLAIMED.contains(lost.toString()));
    }

    @Test
    void whereATimerRunsEveryMessageIsSealed() {
        sequencer.close();
        conversation =
                UUID.fromString(Neighbours.TIMED + UUID.randomUUID().toString().substring(9));
        sequencer = new Sequencer(conversation, records);
        later(() -> post(UUID.randomUUID(), ""));

        assertEquals(Content.Sealed.of("text", null), sequencer.message(1).content());
    }

    @Test
    void aMessageThatCrossesATimerGoesOnceMore() {
        UUID id = UUID.randomUUID();
        CompletableFuture<Response> asked = later(() -> post(id, ""));
        Command.Send plain = sequencer.message(1);
        assertEquals(new Content.Text(SECRET), plain.content());
        sequencer.answer(plain, new Answer.Refused(Problem.of(ProblemCode.TIMER_CHANGED)));
        Command.Send again = sequencer.message(2);
        // what the neighbour says of the timer hasn't changed, so it stays plain; refused twice is the client's to send
        assertEquals(id, again.id());
        sequencer.answer(again, new Answer.Refused(Problem.of(ProblemCode.TIMER_CHANGED)));
        asked.join().then().statusCode(409).body("code", is("timer-changed"));
    }

    @Test
    void aTimerThatPassesOnDeliveriesIsKnownAtOnce() {
        later(() -> post(UUID.randomUUID(), ""));
        assertEquals(new Content.Text(SECRET), sequencer.message(1).content());
        var changed = DeliveryRecords.toRecord(Delivery.answer(
                conversation,
                new io.laiwang.contracts.ReplyAddress("another gateway", null, "1"),
                new Answer.Moved(conversation, 0)));
        DeliveryRecords.markTimer(changed, 60);
        sequencer.send(changed);

        org.awaitility.Awaitility.await().until(() -> {
            later(() -> post(UUID.randomUUID(), ""));
            return sequencer.commands(2).getLast() instanceof Command.Send send
                    && send.content() instanceof Content.Sealed;
        });
    }

    @Test
    void theTimerIsSetThroughTheLog() {
        CompletableFuture<Response> asked = later(() -> timer("{\"seconds\":60}"));
        Command.TimerChanged command =
                (Command.TimerChanged) sequencer.commands(1).getFirst();
        assertEquals(new Command.TimerChanged(conversation, ann, 60, command.reply()), command);
        sequencer.answer(command, new Answer.Moved(conversation, 0));
        asked.join().then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"seconds\":-1}", "{\"seconds\":4}", "{\"seconds\":2592001}", "{\"seconds\":\"5\"}"})
    void aTimerThatCannotBeIsRefused(String body) {
        timer(body).then().statusCode(400).body("errors.field", contains("seconds"));
    }

    private Response timer(String body) {
        return as().body(body).put("/v1/conversations/" + conversation + "/timer");
    }

    private Response post(UUID id, String more) {
        return as().body(
                        "{\"id\":\"%s\",\"content\":{\"type\":\"text\",\"text\":\"%s\"}%s}".formatted(id, SECRET, more))
                .post("/v1/conversations/" + conversation + "/messages");
    }

    private RequestSpecification as() {
        return given().header("Authorization", "Bearer " + TestTokens.of(ann)).contentType(ContentType.JSON);
    }

    private static <T> CompletableFuture<T> later(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, Thread::startVirtualThread);
    }
}
