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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boards that are drawn on together, on this gateway and with another. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class BoardTest {
    private static final List<List<Number>> LINE = List.of(List.of(1, 2, 0, 0.5), List.of(3.5, 4, 16, 1));

    @Inject
    RecordSender records;

    @Inject
    GatewayId gateway;

    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final UUID cat = UUID.randomUUID();
    private final UUID conversation = UUID.randomUUID();
    private final UUID board = UUID.randomUUID();
    private final UUID stroke = UUID.randomUUID();
    private OtherGateway other;

    @BeforeEach
    void startTheOther() {
        other = new OtherGateway(records);
        Answers.members(conversation, ann, ben);
    }

    @AfterEach
    void stopTheOther() {
        other.close();
    }

    @Test
    void whatOneDrawsTheOthersGetInOrder() {
        try (TestStream anns = open(ann);
                TestStream laptop = open(ann);
                TestStream bens = open(ben);
                TestStream closed = open(ben)) {
            for (TestStream stream : List.of(anns, laptop, bens)) {
                assertEquals(0, enter(stream).get("strokes").size());
            }
            anns.send(stroke(stroke, 0, LINE, false));
            anns.send(stroke(stroke, 2, List.of(List.of(5, 6, 20)), true));
            anns.send(Map.of("type", "undo", "conversationId", conversation, "boardId", board, "strokeId", stroke));
            assertEquals(
                    """
                    {"type":"undo","conversationId":"%s","boardId":"%s","strokeId":"%s","author":"%s"}""".formatted(conversation, board, stroke, ann),
                    bens.await("undo").toString());
            laptop.await("undo");
            assertEquals(
                    List.of("0 [[1.0,2.0,0,0.5],[3.5,4.0,16,1.0]] false", "2 [[5.0,6.0,20,1.0]] true"),
                    bens.frames("stroke").stream()
                            .map(f -> f.get("from") + " " + f.get("points") + " " + f.get("done"))
                            .toList());
            JsonNode first = bens.frames("stroke").getFirst();
            assertEquals(ann.toString(), first.get("author").asText());
            assertEquals(
                    "pen #1a2b3c 2.5",
                    "%s %s %s"
                            .formatted(
                                    first.get("tool").asText(),
                                    first.get("color").asText(),
                                    first.get("width")));
            assertEquals(2, laptop.frames("stroke").size());
            assertEquals(0, anns.frames("stroke").size());
            assertEquals(0, closed.frames("stroke").size());
        }
    }

    @Test
    void whoComesLaterGetsASnapshotAndWhoClosesNothingMore() {
        UUID undone = UUID.randomUUID();
        try (TestStream anns = open(ann);
                TestStream bens = open(ben)) {
            enter(anns);
            anns.send(stroke(undone, 0, LINE, true));
            anns.send(undo(undone));
            anns.send(stroke(stroke, 0, LINE, true));
            flush(anns);
            JsonNode snapshot = enter(bens);
            assertEquals(List.of(stroke.toString()), snapshot.get("strokes").findValuesAsText("strokeId"));
            assertEquals(ann.toString(), snapshot.at("/strokes/0/author").asText());
            assertEquals(2, snapshot.at("/strokes/0/points").size());
            assertEquals(undone.toString(), snapshot.at("/undone/0").asText());
            bens.send(board(board, false));
            bens.await("board", f -> f.get("strokes").isEmpty());
            anns.send(stroke(UUID.randomUUID(), 0, LINE, true));
            flush(anns);
            flush(bens);
            assertEquals(0, bens.frames("stroke").size());
        }
    }

    @Test
    void nobodyElsesStrokeIsTouched() {
        try (TestStream anns = open(ann);
                TestStream bens = open(ben)) {
            enter(anns);
            enter(bens);
            anns.send(stroke(stroke, 0, LINE, false));
            bens.await("stroke");
            bens.send(undo(stroke));
            assertEquals("not-found", refusal(bens, 1).at("/problem/code").asText());
            bens.send(stroke(stroke, 2, LINE, true));
            assertEquals("id-taken", refusal(bens, 2).at("/problem/code").asText());
            flush(anns);
            assertEquals(0, anns.frames("undo").size());
            assertEquals(0, anns.frames("stroke").size());
        }
    }

    @Test
    void strangersAndTimersHaveNoBoards() {
        UUID vanishing = UUID.randomUUID();
        Answers.members(vanishing, 60, ann, ben);
        try (TestStream cats = open(cat);
                TestStream anns = open(ann)) {
            cats.send(board(board, true));
            assertEquals(404, refusal(cats, 1).at("/problem/status").asInt());
            cats.send(stroke(stroke, 0, LINE, true));
            assertEquals(404, refusal(cats, 2).at("/problem/status").asInt());
            Map<String, Object> open = new HashMap<>(board(board, true));
            open.put("conversationId", vanishing);
            anns.send(open);
            assertEquals(409, refusal(anns, 1).at("/problem/status").asInt());
            anns.send(stroke(stroke, 0, LINE, true));
            assertEquals(404, refusal(anns, 2).at("/problem/status").asInt());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tool|\"brush\"|tool",
                "color|\"red\"|color",
                "color|7|color",
                "width|0|width",
                "width|1e999|width",
                "width|\"2\"|width",
                "from|-1|from",
                "from|1.5|from",
                "from|7|from",
                "done|1|done",
                "points|7|points",
                "points|[[1,2,3,0.5],[1,2,1,0.5]]|points[1]",
                "points|[[1,2]]|points[0]",
                "points|[[1,2,3,1.5]]|points[0]",
                "points|[[1,4097,3,1]]|points[0]",
                "points|[[-1,2,3,1]]|points[0]",
                "points|[[1,\"2\",3,1]]|points[0]",
                "points|[[1,2,1e999,1]]|points[0]",
                "points|[{}]|points[0]",
                "strokeId|\"1\"|strokeId",
                "boardId|null|boardId",
                "conversationId|7|conversationId"
            })
    void namesWhatIsWrongWithAStroke(String field, String value, String named) {
        try (TestStream anns = open(ann)) {
            enter(anns);
            String good = """
                    {"type":"stroke","conversationId":"%s","boardId":"%s","strokeId":"%s","tool":"pen",\
                    "color":"#1a2b3c","width":2,"from":0,"points":[],"done":true}""".formatted(conversation, board, stroke);
            anns.send(good.replaceFirst(
                    "\"%s\":(\"[^\"]*\"|[\\w]+|\\[])".formatted(field), "\"%s\":%s".formatted(field, value)));
            assertEquals(named, refusal(anns, 1).at("/problem/errors/0/field").asText());
        }
    }

    @Test
    void drawsAtMostThirtyFramesASecond() {
        try (TestStream anns = open(ann);
                TestStream bens = open(ben)) {
            enter(anns);
            enter(bens);
            for (int i = 0; i < 400; i++) {
                anns.send(stroke(UUID.randomUUID(), 0, LINE, true));
            }
            flush(anns);
            assertTrue(anns.frames("error").size() > 50);
            assertEquals(
                    "too-many-requests",
                    anns.frames("error").getFirst().at("/problem/code").asText());
            flush(bens);
            assertEquals(
                    400, bens.frames("stroke").size() + anns.frames("error").size());
        }
    }

    @Test
    void aConversationHasEightOpenBoards() {
        try (TestStream anns = open(ann)) {
            for (int i = 0; i < 8; i++) {
                enter(anns, UUID.randomUUID());
            }
            anns.send(board(board, true));
            assertEquals(429, refusal(anns, 1).at("/problem/status").asInt());
        }
        try (TestStream anns = open(ann)) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                anns.send(board(board, true));
                return !anns.frames("board").isEmpty();
            });
        }
    }

    @Test
    void anotherGatewayTellsWhatItHasWhenABoardIsOpened() {
        try (TestStream anns = open(ann)) {
            anns.send(board(board, true));
            JsonNode ask = heard("ask");
            assertEquals("[]", ask.get("marks").toString());
            // whether it comes in time or as a repair, it comes
            other.says("board", conversation, state(List.of(whole(stroke)), List.of()));
            anns.await("board");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> anns.frames("board").getFirst().toString().contains(stroke.toString())
                            || !anns.frames("stroke").isEmpty());
        }
    }

    @Test
    void whatAnotherGatewaysDrawComesAndAGapIsFilled() {
        try (TestStream anns = open(ann)) {
            enter(anns);
            other.says("board", conversation, drawn(stroke, 0));
            assertEquals(ben.toString(), anns.await("stroke").get("author").asText());
            other.says("board", conversation, drawn(stroke, 4));
            JsonNode ask = heard(
                    "ask", asked -> asked.get("to").asText().equals(other.id().toString()));
            assertEquals(2, ask.at("/marks/0/size").asInt());
            other.says("board", conversation, state(List.of(whole(stroke)), List.of()));
            JsonNode mended = anns.await("stroke", f -> f.get("done").asBoolean());
            assertEquals("0 3", mended.get("from") + " " + mended.get("points").size());
        }
    }

    @Test
    void gatewaysCompareTheirBoards() {
        UUID lost = UUID.randomUUID();
        try (TestStream anns = open(ann)) {
            enter(anns);
            anns.send(stroke(stroke, 0, LINE, true));
            heard("digest", digest -> digest.get("digest").asLong() != 0);
            other.says("board", conversation, Map.of("type", "digest", "boardId", board, "digest", 7));
            JsonNode ask = heard("ask", asked -> !asked.get("marks").isEmpty());
            other.says("board", conversation, state(List.of(), List.of(Map.of("author", ben, "strokeId", lost))));
            assertEquals(lost.toString(), anns.await("undo").get("strokeId").asText());
            other.says(
                    "board",
                    conversation,
                    Map.of("type", "ask", "boardId", board, "to", gateway.value(), "marks", List.of(), "again", true));
            JsonNode state = heard(
                    "state", said -> said.get("to").asText().equals(other.id().toString()));
            assertEquals(stroke.toString(), state.at("/strokes/0/key/strokeId").asText());
            assertEquals(lost.toString(), state.at("/undone/0/strokeId").asText());
            assertEquals(stroke.toString(), ask.at("/marks/0/key/strokeId").asText());
        }
    }

    @Test
    void whoHasLeftSeesNoMore() {
        try (TestStream anns = open(ann);
                TestStream cats = open(cat)) {
            enter(anns);
            Answers.members(conversation, ben);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        // who is unknown makes the gateway ask anew, before the 30 seconds for which it believes what
                        // it knows
                        cats.send(Map.of("type", "typing", "conversationId", conversation));
                        anns.send(stroke(UUID.randomUUID(), 0, LINE, true));
                        return anns.find("error", e -> e.at("/problem/status").asInt() == 404)
                                .isPresent();
                    });
        }
    }

    private JsonNode heard(String type) {
        return heard(type, signal -> true);
    }

    private JsonNode heard(String type, java.util.function.Predicate<JsonNode> which) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInSameThread()
                .until(
                        () -> other.hears(conversation, 1).stream()
                                .filter(s -> s.path("type").asText().equals(type) && which.test(s))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private Map<String, Object> drawn(UUID id, int from) {
        return Map.of(
                "type",
                "drawn",
                "boardId",
                board,
                "part",
                Map.of("key", key(id), "pen", pen(), "from", from, "points", LINE, "done", false));
    }

    private Map<String, Object> whole(UUID id) {
        List<List<Number>> points = List.of(LINE.get(0), LINE.get(1), List.of(7, 8, 30, 1));
        return Map.of("key", key(id), "pen", pen(), "points", points, "done", true);
    }

    private Map<String, Object> state(List<?> strokes, List<?> undone) {
        return Map.of(
                "type",
                "state",
                "boardId",
                board,
                "to",
                gateway.value(),
                "strokes",
                strokes,
                "undone",
                undone,
                "last",
                true);
    }

    private Map<String, Object> key(UUID id) {
        return Map.of("author", ben, "strokeId", id);
    }

    private static Map<String, Object> pen() {
        return Map.of("tool", "pen", "color", "#000000", "width", 2.0, "startedAt", "2026-01-02T03:04:05.678Z");
    }

    private Map<String, Object> stroke(UUID id, int from, List<List<Number>> points, boolean done) {
        Map<String, Object> frame = new HashMap<>(undo(id));
        frame.putAll(Map.of(
                "type", "stroke", "tool", "pen", "color", "#1a2b3c", "width", 2.5, "from", from, "points", points));
        frame.put("done", done);
        return frame;
    }

    private Map<String, Object> undo(UUID id) {
        return Map.of("type", "undo", "conversationId", conversation, "boardId", board, "strokeId", id);
    }

    private Map<String, Object> board(UUID id, boolean open) {
        return Map.of("type", "board", "ref", "b-" + id, "conversationId", conversation, "boardId", id, "open", open);
    }

    private JsonNode enter(TestStream stream) {
        return enter(stream, board);
    }

    private JsonNode enter(TestStream stream, UUID id) {
        stream.send(board(id, true));
        return stream.await("board", f -> f.get("ref").asText().equals("b-" + id));
    }

    private static JsonNode refusal(TestStream stream, int number) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> stream.frames("error"), errors -> errors.size() >= number)
                .get(number - 1);
    }

    /** What the stream sent before has been worked, and what was sent to it before has come. */
    private static void flush(TestStream stream) {
        String ref = UUID.randomUUID().toString();
        stream.send(Map.of("type", "ping", "ref", ref));
        stream.await("pong", pong -> pong.get("ref").asText().equals(ref));
    }

    private static TestStream open(UUID account) {
        TestStream stream = TestStream.open(url(), TestTokens.of(account));
        stream.await("hello");
        return stream;
    }
}
