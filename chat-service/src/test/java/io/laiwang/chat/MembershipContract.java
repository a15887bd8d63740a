package io.laiwang.chat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.GroupRole;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Who is in a conversation, from when to when, and who learns of it. */
interface MembershipContract {
    UUID ANN = UUID.randomUUID();
    UUID BEN = UUID.randomUUID();
    UUID CAT = UUID.randomUUID();

    Log log();

    @Test
    default void aMemberReadsWhatWasSaidWhileItWasIn() {
        UUID group = log().openGroup(ANN, BEN);
        log().say(group, ANN, "before");
        log().put(new Command.MembersJoined(group, ANN, List.of(CAT), 2));
        log().say(group, ANN, "with you");
        log().put(new Command.MemberLeft(group, CAT, CAT, 3));
        log().say(group, ANN, "after");

        messages(CAT, group, "").body("items.seq", contains(3, 4, 5)).body("headSeq", equalTo(5));
        messages(ANN, group, "").body("items.seq", contains(1, 2, 3, 4, 5, 6));
        messages(CAT, group, "?afterSeq=5").body("items", empty());
        as(CAT).get("/v1/conversations/" + group + "/messages/6").then().statusCode(404);
        given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .get("/internal/conversations/" + group + "/members/" + CAT)
                .then()
                .body("fromSeq", equalTo(3))
                .body("toSeq", equalTo(5));
    }

    @Test
    default void aMutedMemberIsRefusedUntilItsMuteEnds() {
        UUID group = log().openGroup(ANN, BEN);
        log().put(new Command.MemberMuted(group, ANN, BEN, Instant.now().plus(Duration.ofHours(1)), 2));

        assertEquals(ProblemCode.MUTED, ChatContract.refused(log().say(group, BEN, UUID.randomUUID(), "let me speak")));
        log().put(new Command.MemberMuted(group, ANN, BEN, null, 3));

        assertEquals(4, log().say(group, BEN, "thank you").seq());
        messages(BEN, group, "")
                .body("items.content.event", contains("group-created", "member-muted", "member-unmuted", null))
                .body("items[1].content.by", equalTo(ANN.toString()))
                .body("items[1].content.accountIds", contains(BEN.toString()));
    }

    @Test
    default void servicesLearnWhoIsInAConversationNow() {
        UUID group = log().openGroup(ANN, BEN);
        log().put(new Command.MembersJoined(group, ANN, List.of(CAT), 2));
        log().put(new Command.MemberLeft(group, BEN, BEN, 3));
        log().say(group, ANN, "settled");
        UUID chat = log().openDirect(ANN, BEN);
        log().say(chat, ANN, "hi");

        members(group).body("accountIds", containsInAnyOrder(ANN.toString(), CAT.toString()));
        members(chat).body("accountIds", containsInAnyOrder(ANN.toString(), BEN.toString()));
        log().put(new Command.DirectClosed(chat, 2));
        ChatContract.refused(log().say(chat, ANN, UUID.randomUUID(), "too late"));
        members(chat).body("accountIds", empty()).body("timerSeconds", equalTo(0));
        asService()
                .get("/internal/conversations/" + UUID.randomUUID() + "/members")
                .then()
                .statusCode(404);
        as(ANN).get("/internal/conversations/" + chat + "/members").then().statusCode(401);
    }

    @Test
    default void gatewaysAreToldThatTheMembersAreOthers() {
        UUID group = log().openGroup(ANN, BEN);
        log().put(new Command.MemberLeft(group, BEN, BEN, 2));
        UUID chat = log().openDirect(ANN, BEN);
        log().put(new Command.DirectClosed(chat, 2));
        Answer.Sent said = log().say(group, ANN, "to myself");

        log().await(
                        Topics.DELIVERIES,
                        record -> isAbout(group, record)
                                && DeliveryRecords.changesMembers(record)
                                && new String(record.value(), StandardCharsets.UTF_8).contains("member-left"));
        log().await(
                        Topics.DELIVERIES,
                        record -> isAbout(chat, record)
                                && DeliveryRecords.changesMembers(record)
                                && record.value() == null
                                && DeliveryRecords.recipients(record).isEmpty());
        assertFalse(DeliveryRecords.changesMembers(log().await(
                        Topics.DELIVERIES,
                        record -> DeliveryRecords.replyTo(record) != null
                                && said.equals(DeliveryRecords.answer(record)))));
    }

    @Test
    default void whatIsStatedMakesAConversationThatIsNotThere() {
        UUID lost = UUID.randomUUID();
        List<Command.Stated> both = List.of(
                new Command.Stated(ANN, GroupRole.MEMBER, null), new Command.Stated(BEN, GroupRole.MEMBER, null));
        log().put(new Command.MembersStated(lost, null, null, both, true, 7));

        assertEquals(1, log().say(lost, ANN, "here again").seq());
        as(BEN).get("/v1/conversations").then().body("items.id", contains(lost.toString()));

        log().put(new Command.MembersStated(lost, null, null, both, false, 8));
        assertEquals(
                ProblemCode.NOT_CONTACTS, ChatContract.refused(log().say(lost, BEN, UUID.randomUUID(), "no more")));
    }

    private static boolean isAbout(UUID conversation, ConsumerRecord<String, byte[]> record) {
        return conversation.toString().equals(record.key());
    }

    private static ValidatableResponse members(UUID conversation) {
        return asService()
                .get("/internal/conversations/" + conversation + "/members")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification asService() {
        return given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN);
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
