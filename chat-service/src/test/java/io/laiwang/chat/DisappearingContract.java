package io.laiwang.chat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.GroupRole;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that disappear, as the gateway and the people behind it see them, whichever store has them. */
abstract class DisappearingContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final UUID cat = UUID.randomUUID();
    private Log log;

    @Inject
    RecordSender sender;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @BeforeEach
    void readTheLog() {
        log = new Log(sender, bootstrap);
    }

    @AfterEach
    void letItGo() {
        log.close();
    }

    @Test
    void itOpensForItsReadersUntilTheirClockRunsOutAndIsATombstoneThen() {
        UUID chat = log.openDirect(ann, ben);
        Answer.Sent sent = burns(chat, "for your eyes", 4);

        ValidatableResponse first = open(ben, chat, sent.seq())
                .then()
                .statusCode(200)
                .body("content.type", equalTo("text"))
                .body("content.text", equalTo("for your eyes"))
                .body("mediaUrl", nullValue());
        String until = first.extract().path("expiresAt");
        open(ben, chat, sent.seq()).then().statusCode(200).body("expiresAt", equalTo(until));
        open(ann, chat, sent.seq()).then().statusCode(200);
        ServerFrame.Opened opened = (ServerFrame.Opened) frame(ServerFrame.Opened.class, f -> f.seq() == sent.seq());
        assertEquals(new ServerFrame.Opened(chat, sent.seq(), ben), opened);
        message(ann, chat, sent.seq())
                .body("content.type", equalTo("sealed"))
                .body("content.kind", equalTo("text"))
                .body("content.openedBy", equalTo(List.of(ben.toString())));
        message(ben, chat, sent.seq()).body("content.openedBy", nullValue());

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> open(ben, chat, sent.seq()).statusCode() == 410);
        assertFalse(Instant.now().isBefore(Instant.parse(until)), "not a moment early");
        open(ann, chat, sent.seq()).then().statusCode(410).body("code", equalTo("message-gone"));
        ServerFrame.Burned burned = (ServerFrame.Burned) frame(ServerFrame.Burned.class, f -> f.seq() == sent.seq());
        assertTrue(burned.rev() > sent.rev());
        message(ann, chat, sent.seq())
                .body("state", equalTo("burned"))
                .body("content", nullValue())
                .body("rev", equalTo((int) burned.rev()))
                .body("id", equalTo(sent.id().toString()));
        as(ben).get("/v1/conversations/%s/messages?afterRev=%d".formatted(chat, sent.rev()))
                .then()
                .body("items[0].state", equalTo("burned"));
    }

    @Test
    void anEnvelopeWithoutAContentIsRefusedAndARepeatIsNot() {
        UUID chat = log.openDirect(ann, ben);
        UUID id = UUID.randomUUID();

        assertEquals(ProblemCode.MESSAGE_GONE, refused(sendSealed(chat, id, new Content.Burn(5))));
        keep(ann, chat, id, "now it is there").then().statusCode(204);
        Answer.Sent sent = (Answer.Sent) sendSealed(chat, id, new Content.Burn(60));
        keep(ann, chat, id, "another one").then().statusCode(204);
        Answer.Sent again = (Answer.Sent) sendSealed(chat, id, new Content.Burn(60));

        assertEquals(sent.seq(), again.seq());
        assertTrue(again.repeated());
        open(ben, chat, sent.seq()).then().body("content.text", equalTo("now it is there"));
    }

    @Test
    void onlyWhoIsInKeepsAndOpens() {
        UUID chat = log.openDirect(ann, ben);
        Answer.Sent sent = burns(chat, "private", 60);
        Answer.Sent plain = log.say(chat, ann, "plain");

        keep(cat, chat, UUID.randomUUID(), "let me in").then().statusCode(404);
        open(cat, chat, sent.seq()).then().statusCode(404);
        open(ben, chat, plain.seq()).then().statusCode(404);
        open(ben, chat, 99).then().statusCode(404);
        as(ben).post("/v1/conversations/no-id/messages/1/open").then().statusCode(404);
        as(ben).post("/v1/conversations/%s/messages/x/open".formatted(chat))
                .then()
                .statusCode(404);
        given().contentType(ContentType.JSON)
                .body("{}")
                .put("/internal/conversations/%s/sealed/%s".formatted(chat, UUID.randomUUID()))
                .then()
                .statusCode(401);
    }

    @Test
    void theTimerOfAConversationEndsWhatIsSentFromThenOn() {
        UUID chat = log.openDirect(ann, ben);
        Answer.Sent before = log.say(chat, ann, "stays");
        log.ask(reply -> new Command.TimerChanged(chat, ben, 5, reply));

        assertEquals(ProblemCode.TIMER_CHANGED, refused(log.say(chat, ann, UUID.randomUUID(), "plain")));
        as(ann).get("/v1/conversations").then().body("items[0].timerSeconds", equalTo(5));
        message(ann, chat, before.seq() + 1)
                .body("content.event", equalTo("timer-changed"))
                .body("content.by", equalTo(ben.toString()))
                .body("content.seconds", equalTo(5));
        UUID id = UUID.randomUUID();
        keep(ann, chat, id, "goes").then().statusCode(204);
        Answer.Sent sent = (Answer.Sent) sendSealed(chat, id, null);
        open(ben, chat, sent.seq())
                .then()
                .statusCode(200)
                .body(
                        "expiresAt",
                        equalTo(Json.MAPPER
                                .valueToTree(sent.sentAt().plusSeconds(5))
                                .asText()));
        frame(ServerFrame.Burned.class, f -> f.seq() == sent.seq());
        message(ann, chat, before.seq()).body("state", equalTo("live"));

        log.ask(reply -> new Command.TimerChanged(chat, ann, 0, reply));
        UUID late = UUID.randomUUID();
        keep(ann, chat, late, "crossed").then().statusCode(204);
        assertEquals(ProblemCode.TIMER_CHANGED, refused(sendSealed(chat, late, null)));
        log.say(chat, ann, "stays again");
    }

    @Test
    void onlyWhoLeadsAGroupSetsItsTimer() {
        UUID group = log.openGroup(ann, ben);

        assertEquals(ProblemCode.FORBIDDEN, refused(log.ask(reply -> new Command.TimerChanged(group, ben, 60, reply))));
        assertEquals(ProblemCode.NOT_FOUND, refused(log.ask(reply -> new Command.TimerChanged(group, cat, 60, reply))));
        assertFalse(log.ask(reply -> new Command.TimerChanged(group, ann, 60, reply)) instanceof Answer.Refused);
    }

    @Test
    void inAGroupEachReaderBurnsAloneAndWhoLeavesNoLongerCounts() {
        UUID group = log.openGroup(ann, ben, cat);
        Answer.Sent sent = burns(group, "for you both", 3);
        open(ben, group, sent.seq()).then().statusCode(200);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> open(ben, group, sent.seq()).statusCode() == 410);
        message(ann, group, sent.seq()).body("state", equalTo("live"));

        log.put(new Command.MemberLeft(group, cat, cat, 2));

        frame(ServerFrame.Burned.class, f -> f.seq() == sent.seq());
        open(cat, group, sent.seq()).then().statusCode(404);
        message(ben, group, sent.seq()).body("state", equalTo("burned"));
    }

    @Test
    void whoIsStatedToBeOutNoLongerCountsEither() {
        UUID group = log.openGroup(ann, ben);
        Answer.Sent sent = burns(group, "for you alone", 60);

        log.put(new Command.MembersStated(
                group, UUID.randomUUID(), "group", List.of(new Command.Stated(ann, GroupRole.OWNER, null)), true, 2));

        frame(ServerFrame.Burned.class, f -> f.seq() == sent.seq());
        message(ann, group, sent.seq()).body("state", equalTo("burned"));
    }

    private Answer.Sent burns(UUID chat, String text, int seconds) {
        UUID id = UUID.randomUUID();
        log.await(chat, ann);
        keep(ann, chat, id, text).then().statusCode(204);
        return (Answer.Sent) sendSealed(chat, id, new Content.Burn(seconds));
    }

    private Answer sendSealed(UUID chat, UUID id, Content.Burn burn) {
        Content envelope = Content.Sealed.of("text", burn);
        return log.ask(reply -> new Command.Send(chat, ann, id, envelope, null, List.of(), reply));
    }

    private static Response keep(UUID account, UUID chat, UUID id, String text) {
        return given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .contentType(ContentType.JSON)
                .body(Json.bytes(Map.of("senderId", account, "content", Map.of("type", "text", "text", text))))
                .put("/internal/conversations/%s/sealed/%s".formatted(chat, id));
    }

    private static Response open(UUID account, UUID chat, long seq) {
        return as(account).post("/v1/conversations/%s/messages/%d/open".formatted(chat, seq));
    }

    private static ValidatableResponse message(UUID account, UUID chat, long seq) {
        return as(account)
                .get("/v1/conversations/%s/messages/%d".formatted(chat, seq))
                .then()
                .statusCode(200);
    }

    private <T extends ServerFrame> ServerFrame frame(Class<T> type, Predicate<T> which) {
        var record = log.await(Topics.DELIVERIES, r -> {
            ServerFrame frame = r.value() == null ? null : Json.read(r.value(), ServerFrame.class);
            return type.isInstance(frame)
                    && which.test(type.cast(frame))
                    && DeliveryRecords.recipients(r).contains(ann);
        });
        return Json.read(record.value(), ServerFrame.class);
    }

    private static ProblemCode refused(Answer answer) {
        return ((Answer.Refused) answer).problem().code();
    }

    private static RequestSpecification as(UUID account) {
        return given().header("Authorization", "Bearer " + TestTokens.of(account));
    }
}
