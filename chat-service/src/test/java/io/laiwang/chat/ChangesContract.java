package io.laiwang.chat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.testing.TestTokens;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What becomes of messages after they were sent, as the gateway and the people behind it see it. */
interface ChangesContract {
    UUID ANN = UUID.randomUUID();
    UUID BEN = UUID.randomUUID();
    String THUMB = "\uD83D\uDC4D";

    Log log();

    @Test
    default void aRecalledMessageIsATombstoneForEveryone() {
        UUID chat = log().openDirect(ANN, BEN);
        UUID medium = UUID.randomUUID();
        Answer.Sent sent = (Answer.Sent) log().ask(reply ->
                new Command.Send(chat, ANN, UUID.randomUUID(), new Content.Image(medium), null, List.of(), reply));

        var recalled = (Answer.Changed) log().ask(reply -> new Command.Recall(chat, ANN, sent.seq(), reply));
        var again = (Answer.Changed) log().ask(reply -> new Command.Recall(chat, ANN, sent.seq(), reply));

        assertEquals(recalled, again);
        ServerFrame frame = new ServerFrame.Recalled(chat, sent.seq(), recalled.rev());
        assertEquals(Set.of(ANN, BEN), Set.copyOf(DeliveryRecords.recipients(delivered(frame))));
        log().await(
                        Topics.MEDIA_EVENTS,
                        r -> r.key().equals(medium.toString())
                                && Json.read(r.value(), MediaEvent.class)
                                        .equals(new MediaEvent.Withdrawn(medium, chat, sent.seq())));
        message(BEN, chat, sent.seq())
                .body("state", equalTo("recalled"))
                .body("content", nullValue())
                .body("id", equalTo(sent.id().toString()))
                .body("rev", equalTo((int) recalled.rev()));
        list(BEN).body("items.find { it.id == '" + chat + "' }.unread", equalTo(0));
        var repeat = (Answer.Sent) log().say(chat, ANN, sent.id(), "again");
        assertEquals(sent.rev(), repeat.rev(), "a repeat is answered as the first one was");
    }

    @Test
    default void anEditBringsTheMessageAsEachSeesIt() {
        UUID chat = log().openDirect(ANN, BEN);
        Answer.Sent sent = log().say(chat, ANN, "helo");
        log().ask(reply -> new Command.React(chat, BEN, sent.seq(), THUMB, true, reply));

        var edited = (Answer.Changed)
                log().ask(reply -> new Command.Edit(chat, ANN, sent.seq(), new Content.Text("hello"), reply));

        assertEquals(new Content.Text("hello"), edited.message().content());
        ConsumerRecord<String, byte[]> bens = log().await(
                        Topics.DELIVERIES,
                        r -> r.value() != null
                                && r.key().equals(chat.toString())
                                && DeliveryRecords.recipients(r).equals(List.of(BEN))
                                && Json.read(r.value(), ServerFrame.class) instanceof ServerFrame.Edited);
        var frame = assertInstanceOf(ServerFrame.Edited.class, Json.read(bens.value(), ServerFrame.class));
        assertEquals(true, frame.message().reactions().getFirst().mine());
        message(ANN, chat, sent.seq())
                .body("content.text", equalTo("hello"))
                .body("editedAt", notNullValue())
                .body("reactions[0].emoji", equalTo(THUMB))
                .body("reactions[0].count", equalTo(1))
                .body("reactions[0].mine", equalTo(false));
    }

    @Test
    default void aReactionIsToldAndTakenBack() {
        UUID chat = log().openDirect(ANN, BEN);
        long seq = log().say(chat, ANN, "look").seq();
        var on = (Answer.Changed) log().ask(reply -> new Command.React(chat, BEN, seq, THUMB, true, reply));
        delivered(new ServerFrame.Reaction(chat, seq, on.rev(), THUMB, BEN, true));
        message(BEN, chat, seq).body("reactions[0].mine", equalTo(true));

        var off = (Answer.Changed) log().ask(reply -> new Command.React(chat, BEN, seq, THUMB, false, reply));

        delivered(new ServerFrame.Reaction(chat, seq, off.rev(), THUMB, BEN, false));
        message(BEN, chat, seq).body("reactions", empty()).body("rev", equalTo((int) off.rev()));
    }

    @Test
    default void settingsAreToldToTheOwnDevicesAlone() {
        UUID chat = log().openDirect(ANN, BEN);

        log().ask(reply -> new Command.ChangeSettings(chat, ANN, true, null, reply));

        ServerFrame frame = new ServerFrame.SettingsChanged(chat, true, false);
        assertEquals(List.of(ANN), DeliveryRecords.recipients(delivered(frame)));
        list(ANN).body("items.find { it.id == '" + chat + "' }.pinned", equalTo(true));
        list(BEN).body("items.find { it.id == '" + chat + "' }.pinned", equalTo(false));
    }

    private ConsumerRecord<String, byte[]> delivered(ServerFrame frame) {
        return log().await(
                        Topics.DELIVERIES,
                        r -> r.value() != null
                                && Json.read(r.value(), ServerFrame.class).equals(frame));
    }

    private static ValidatableResponse message(UUID account, UUID chat, long seq) {
        return as(account, "/v1/conversations/" + chat + "/messages/" + seq);
    }

    private static ValidatableResponse list(UUID account) {
        return as(account, "/v1/conversations");
    }

    private static ValidatableResponse as(UUID account, String path) {
        return given().header("Authorization", "Bearer " + TestTokens.of(account))
                .get(path)
                .then()
                .statusCode(200);
    }
}
