package io.laiwang.chat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.testing.TestTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gateway and the people behind it see of this service, whichever store it has. */
abstract class ChatContract
        implements ChangesContract,
                DeadLetterContract,
                ExportContract,
                MembershipContract,
                ReceiptsContract,
                SearchContract {
    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final UUID cat = UUID.randomUUID();
    private Log log;

    @Inject
    RecordSender sender;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Override
    public Log log() {
        return log;
    }

    @BeforeEach
    void readTheLog() {
        log = new Log(sender, bootstrap);
    }

    @AfterEach
    void letItGo() {
        log.close();
    }

    @Test
    void anErasedAccountIsReportedAndItsMessagesStay() {
        UUID chat = log.openDirect(ann, ben);
        Answer.Sent sent = log.say(chat, ann, "remember me");
        sender.send(new ProducerRecord<>(
                        Topics.ACCOUNT_EVENTS, ann.toString(), Json.bytes(new AccountEvent.AccountErased(ann, 2))))
                .await()
                .atMost(Duration.ofSeconds(10));

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> TestTokens.erasureReports(ann) == 1);
        messages(ben, chat, "")
                .body("items[0].id", equalTo(sent.id().toString()))
                .body("items[0].senderId", equalTo(ann.toString()));
    }

    @Test
    void aMessageIsSequencedDeliveredAndAnswered() {
        UUID chat = log.openDirect(ann, ben);
        Answer.Sent sent = log.say(chat, ann, "hi");

        var record = log.await(
                Topics.DELIVERIES,
                r -> r.value() != null
                        && new String(r.value(), StandardCharsets.UTF_8)
                                .contains(sent.id().toString()));
        var frame = (ServerFrame.NewMessage) Json.read(record.value(), ServerFrame.class);
        assertEquals(List.of(ann, ben), DeliveryRecords.recipients(record));
        assertEquals(1, sent.seq());
        assertEquals(sent.rev(), frame.message().rev());
        messages(ben, chat, "")
                .body("items", org.hamcrest.Matchers.hasSize(1))
                .body("items[0].id", equalTo(sent.id().toString()))
                .body(
                        "items[0].sentAt",
                        equalTo(Json.MAPPER.valueToTree(sent.sentAt()).asText()))
                .body("items[0].content.text", equalTo("hi"))
                .body("items[0].state", equalTo("live"))
                .body("items[0].replyTo", nullValue())
                .body("headSeq", equalTo(1));
    }

    @Test
    void sendingAgainIsAnsweredWithTheFirstAlsoWhenItWouldBeRefusedByNow() {
        UUID chat = log.openDirect(ann, ben);
        Answer.Sent first = log.say(chat, ann, "once");
        log.put(new Command.DirectClosed(chat, 2));

        Answer.Sent again = (Answer.Sent) log.say(chat, ann, first.id(), "twice");

        assertEquals(first.seq(), again.seq());
        assertEquals(first.rev(), again.rev());
        assertTrue(again.repeated());
        assertEquals(ProblemCode.ID_TAKEN, refused(log.say(chat, ben, first.id(), "mine")));
        assertEquals(ProblemCode.NOT_CONTACTS, refused(log.say(chat, ann, UUID.randomUUID(), "new")));
    }

    @Test
    void strangersSeeAndDoNothing() {
        UUID chat = log.openDirect(ann, ben);
        log.say(chat, ann, "private");

        assertEquals(ProblemCode.NOT_FOUND, refused(log.say(chat, cat, UUID.randomUUID(), "hello?")));
        for (String path : List.of("", "?afterRev=0", "/1")) {
            as(cat).get("/v1/conversations/" + chat + "/messages" + path)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("not-found"));
        }
        as(cat).get("/v1/conversations").then().body("items", empty());
        as(ann).get("/v1/conversations/no-id/messages").then().statusCode(404);
        given().get("/v1/conversations").then().statusCode(401).header("WWW-Authenticate", "Bearer");
        as(ann).get("/internal/conversations/" + chat + "/members/" + ann)
                .then()
                .statusCode(401);
    }

    @Test
    void pagesAreRangesOfSeq() {
        UUID chat = talk(7);

        messages(ben, chat, "?afterSeq=2&limit=3")
                .body("items.seq", contains(3, 4, 5))
                .body("fromSeq", equalTo(3))
                .body("toSeq", equalTo(5))
                .body("headSeq", equalTo(7));
        messages(ben, chat, "?beforeSeq=4&limit=2").body("items.seq", contains(2, 3));
        messages(ben, chat, "?limit=2").body("items.seq", contains(6, 7));
        messages(ben, chat, "?afterSeq=7").body("items", empty()).body("toSeq", equalTo(7));
        as(ben).get("/v1/conversations/" + chat + "/messages/3").then().body("content.text", equalTo("m3"));
        as(ben).get("/v1/conversations/" + chat + "/messages/8").then().statusCode(404);
        for (String query : List.of(
                "?limit=0", "?limit=501", "?afterSeq=-1", "?afterSeq=x", "?beforeSeq=0", "?afterSeq=1&beforeSeq=3")) {
            as(ben).get("/v1/conversations/" + chat + "/messages" + query)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors[0].field", notNullValue());
        }
    }

    @Test
    void aSyncBringsWhatIsNewSinceARev() {
        UUID chat = talk(5);
        long third = messages(ben, chat, "/3").extract().jsonPath().getLong("rev");

        messages(ben, chat, "?afterRev=" + third + "&limit=1")
                .body("items.seq", contains(4))
                .body("more", equalTo(true));
        messages(ben, chat, "?afterRev=" + third)
                .body("items.seq", contains(4, 5))
                .body("more", equalTo(false));
        messages(ben, chat, "?afterRev=9007199254740000").body("items", empty());
    }

    @Test
    void theListTellsWhatIsUnreadAndWhatChanged() {
        UUID first = talk(2);
        UUID second = log.openDirect(cat, ben);
        log.say(second, cat, "hello");
        var list = as(ben).get("/v1/conversations").then().statusCode(200);
        list.body("items.id", contains(second.toString(), first.toString()))
                .body("items.unread", contains(1, 2))
                .body("items[0].kind", equalTo("direct"))
                .body("items[0].contactId", equalTo(cat.toString()))
                .body("items[0].lastMessage.content.text", equalTo("hello"))
                .body("items[0].closed", equalTo(false))
                .body("nextCursor", nullValue());

        log.ask(reply -> new Command.Read(first, ben, 2, reply));

        String page = as(ben).get("/v1/conversations?limit=1").then().extract().path("nextCursor");
        as(ben).get("/v1/conversations?limit=1&cursor=" + page).then().body("items.size()", equalTo(1));
        as(ben).get("/v1/conversations").then().body("items.find { it.id == '" + first + "' }.unread", equalTo(0));
        as(ben).get("/v1/conversations?cursor=x" + page).then().statusCode(400);
        as(ben).get("/v1/conversations?since=never").then().statusCode(400).body("errors[0].field", equalTo("since"));
    }

    @Test
    void aMediumIsToldToBeShared() {
        UUID chat = log.openDirect(ann, ben);
        UUID medium = UUID.randomUUID();
        Answer.Sent sent = (Answer.Sent) log.ask(reply ->
                new Command.Send(chat, ann, UUID.randomUUID(), new Content.Image(medium), null, List.of(), reply));

        var record = log.await(Topics.MEDIA_EVENTS, r -> r.key().equals(medium.toString()));
        assertEquals(new MediaEvent.Shared(medium, chat, sent.seq()), Json.read(record.value(), MediaEvent.class));
    }

    /** Ann has said so much to Ben: m1, m2, … */
    private UUID talk(int messages) {
        UUID chat = log.openDirect(ann, ben);
        for (int i = 1; i <= messages; i++) {
            log.say(chat, ann, "m" + i);
        }
        return chat;
    }

    static ProblemCode refused(Answer answer) {
        return ((Answer.Refused) answer).problem().code();
    }

    private static ValidatableResponse messages(UUID account, UUID chat, String query) {
        return as(account)
                .get("/v1/conversations/" + chat + "/messages" + query)
                .then()
                .statusCode(200);
    }

    private static RequestSpecification as(UUID account) {
        return given().header("Authorization", "Bearer " + TestTokens.of(account));
    }
}
