package io.laiwang.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writing to a conversation by REST: the same commands as by the stream, and what is answered. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class MessageTest {
    @Inject
    RecordSender records;

    private final UUID ann = UUID.randomUUID();
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
    void isAnsweredWhenItIsSequenced() {
        UUID id = UUID.randomUUID();
        CompletableFuture<Response> asked = later(() -> post(id));
        Command.Send command = sequencer.message(1);
        assertEquals(
                new Command.Send(conversation, ann, id, new Content.Text("hi"), null, List.of(), command.reply()),
                command);
        sequencer.answer(command, sequencer.sent(command, 3, false));
        asked.join()
                .then()
                .statusCode(201)
                .body("conversationId", is(conversation.toString()))
                .body("id", is(id.toString()))
                .body("seq", is(3))
                .body("rev", is(30))
                .body("sentAt", is("2026-01-02T12:00:00.123Z"))
                .body("size()", is(5));
    }

    @Test
    void sentAgainItIsNoNewOne() {
        CompletableFuture<Response> asked = later(() -> post(UUID.randomUUID()));
        Command.Send command = sequencer.message(1);
        sequencer.answer(command, sequencer.sent(command, 3, true));
        asked.join().then().statusCode(200).body("seq", is(3));
    }

    @Test
    void aRefusalIsItsProblem() {
        CompletableFuture<Response> asked = later(() -> post(UUID.randomUUID()));
        sequencer.answer(sequencer.message(1), new Answer.Refused(Problem.of(ProblemCode.NOT_CONTACTS)));
        asked.join()
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", is("not-contacts"));
    }

    @Test
    void withoutAnAnswerInTimeItIsOnlyTaken() {
        UUID id = UUID.randomUUID();
        post(id).then().statusCode(202).body("id", is(id.toString())).body("size()", is(1));
    }

    @Test
    void readMarksOfOneSecondAreOne() {
        CompletableFuture<Response> first = later(() -> read(3));
        Command command = sequencer.commands(1).getFirst();
        List<CompletableFuture<Response>> more = List.of(later(() -> read(9)), later(() -> read(7)));
        sequencer.answer(command, new Answer.Moved(conversation, 3));
        first.join().then().statusCode(204);
        Command.Read second = (Command.Read) sequencer.commands(2).get(1);
        assertEquals(9, second.seq());
        sequencer.answer(second, new Answer.Moved(conversation, 9));
        more.forEach(one -> one.join().then().statusCode(204));
        assertEquals(2, sequencer.commands(2).size());
    }

    @Test
    void changesOfAMessageAreCommands() {
        CompletableFuture<Response> asked = later(() -> change("POST", "messages/3/recall", ""));
        Command.Recall recall = (Command.Recall) sequencer.commands(1).getFirst();
        assertEquals(new Command.Recall(conversation, ann, 3, recall.reply()), recall);
        sequencer.answer(recall, new Answer.Changed(conversation, 3, 90, null));
        asked.join().then().statusCode(204);

        asked = later(() -> change("PUT", "messages/3/reactions/%E2%9D%A4", ""));
        Command.React react = (Command.React) sequencer.commands(2).get(1);
        assertEquals(new Command.React(conversation, ann, 3, "\u2764\uFE0F", true, react.reply()), react);
        sequencer.answer(react, new Answer.Refused(Problem.of(ProblemCode.TOO_MANY_REACTIONS)));
        asked.join().then().statusCode(409).body("code", is("too-many-reactions"));

        asked = later(() -> change("PATCH", "messages/3", "{\"content\":{\"type\":\"text\",\"text\":\"hello\"}}"));
        Command.Edit edit = (Command.Edit) sequencer.commands(3).get(2);
        Message message = Message.live(
                conversation, 3, 91, UUID.randomUUID(), ann, Sequencer.NOON, edit.content(), null, List.of());
        sequencer.answer(edit, new Answer.Changed(conversation, 3, 91, message));
        asked.join().then().statusCode(200).body("content.text", is("hello")).body("rev", is(91));

        asked = later(() -> change("PUT", "settings", "{\"muted\":true}"));
        Command.ChangeSettings settings =
                (Command.ChangeSettings) sequencer.commands(4).get(3);
        assertEquals(new Command.ChangeSettings(conversation, ann, null, true, settings.reply()), settings);
        sequencer.answer(settings, new Answer.Moved(conversation, 0));
        asked.join().then().statusCode(204);
    }

    @Test
    void aMessageThatCannotBeIsNotFound() {
        for (String seq : List.of("0", "-1", "x", "1.5", "9999999999999999999")) {
            change("POST", "messages/" + seq + "/recall", "").then().statusCode(404);
            change("PATCH", "messages/" + seq, "{}").then().statusCode(404);
            change("PUT", "messages/" + seq + "/reactions/x", "").then().statusCode(404);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | messages | {}                                   | id
            POST | messages | {"id":"ID"}                          | content
            POST | messages | {"id":"ID","content":{"type":"?"}}   | content.type
            POST | messages | {"id":                               | body
            POST | messages | null                                 | body
            POST | messages | []                                   | body
            PUT  | messages/3/reactions/a    | {}                  | emoji
            PUT  | messages/3/reactions/1    | {}                  | emoji
            DELETE | messages/3/reactions/ab | {}                  | emoji
            PATCH | messages/3 | {}                                | content
            PATCH | messages/3 | {"content":{"type":"contact","accountId":"ID"}} | content.type
            PATCH | messages/3 | {"content":{"type":"text","text":""}} | content.text
            PUT  | settings | {"pinned":1}                         | pinned
            PUT  | settings | {"muted":"true"}                     | muted
            PUT  | read     | {}                                   | seq
            PUT  | read     | {"seq":-1}                           | seq
            PUT  | read     | {"seq":"1"}                          | seq
            PUT  | read     | {"seq":1.5}                          | seq
            PUT  | read     | {"seq":1e99}                         | seq""")
    void namesTheFieldThatIsWrong(String method, String path, String body, String field) {
        as().body(body.replace("ID", UUID.randomUUID().toString()))
                .request(method, "/v1/conversations/" + conversation + "/" + path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", contains(field));
    }

    @Test
    void aConversationThatCannotBeIsNotFound() {
        as().body("{}").post("/v1/conversations/no-id/messages").then().statusCode(404);
        as().body("{}").put("/v1/conversations/no-id/read").then().statusCode(404);
    }

    private Response change(String method, String path, String body) {
        return as().urlEncodingEnabled(false)
                .body(body)
                .request(method, "/v1/conversations/" + conversation + "/" + path);
    }

    private Response post(UUID id) {
        return as().body("{\"id\":\"%s\",\"content\":{\"type\":\"text\",\"text\":\"hi\"}}".formatted(id))
                .post("/v1/conversations/" + conversation + "/messages");
    }

    private Response read(long seq) {
        return as().body("{\"seq\":%d}".formatted(seq)).put("/v1/conversations/" + conversation + "/read");
    }

    private RequestSpecification as() {
        return given().header("Authorization", "Bearer " + TestTokens.of(ann)).contentType(ContentType.JSON);
    }

    private static <T> CompletableFuture<T> later(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, Thread::startVirtualThread);
    }
}
