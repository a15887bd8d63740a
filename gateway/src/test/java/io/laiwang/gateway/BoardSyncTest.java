package io.laiwang.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestStream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A board that is open here and on another gateway. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class BoardSyncTest {
    @Inject
    RecordSender records;

    @Inject
    GatewayId gateway;

    private final Easel easel = new Easel();
    private final UUID stroke = UUID.randomUUID();
    private OtherGateway other;

    @BeforeEach
    void annAndBenHaveABoardHereAndThere() {
        easel.isThere();
        other = new OtherGateway(records);
    }

    @AfterEach
    void stopTheOther() {
        other.close();
    }

    @Test
    void anotherGatewayTellsWhatItHasWhenABoardIsOpened() {
        try (TestStream anns = Easel.open(easel.ann)) {
            anns.send(easel.board(easel.board, true));
            JsonNode ask = heard("ask");
            assertEquals("[]", ask.get("marks").toString());
            // whether it comes in time or as a repair, it comes
            other.says("board", easel.conversation, state(List.of(whole(stroke)), List.of()));
            anns.await("board");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> anns.frames("board").getFirst().toString().contains(stroke.toString())
                            || !anns.frames("stroke").isEmpty());
        }
    }

    @Test
    void whatAnotherGatewaysDrawComesAndAGapIsFilled() {
        try (TestStream anns = Easel.open(easel.ann)) {
            easel.enter(anns);
            other.says("board", easel.conversation, drawn(stroke, 0));
            assertEquals(
                    easel.ben.toString(), anns.await("stroke").get("author").asText());
            other.says("board", easel.conversation, drawn(stroke, 4));
            JsonNode ask = heard(
                    "ask", asked -> asked.get("to").asText().equals(other.id().toString()));
            assertEquals(2, ask.at("/marks/0/size").asInt());
            other.says("board", easel.conversation, state(List.of(whole(stroke)), List.of()));
            JsonNode mended = anns.await("stroke", f -> f.get("done").asBoolean());
            assertEquals("0 3", mended.get("from") + " " + mended.get("points").size());
        }
    }

    @Test
    void gatewaysCompareTheirBoards() {
        UUID lost = UUID.randomUUID();
        try (TestStream anns = Easel.open(easel.ann)) {
            easel.enter(anns);
            anns.send(easel.stroke(stroke, 0, Easel.LINE, true));
            heard("digest", digest -> digest.get("digest").asLong() != 0);
            other.says("board", easel.conversation, Map.of("type", "digest", "boardId", easel.board, "digest", 7));
            JsonNode ask = heard("ask", asked -> !asked.get("marks").isEmpty());
            other.says(
                    "board",
                    easel.conversation,
                    state(List.of(), List.of(Map.of("author", easel.ben, "strokeId", lost))));
            assertEquals(lost.toString(), anns.await("undo").get("strokeId").asText());
            other.says(
                    "board",
                    easel.conversation,
                    Map.of(
                            "type",
                            "ask",
                            "boardId",
                            easel.board,
                            "to",
                            gateway.value(),
                            "marks",
                            List.of(),
                            "again",
                            true));
            JsonNode state = heard(
                    "state", said -> said.get("to").asText().equals(other.id().toString()));
            assertEquals(stroke.toString(), state.at("/strokes/0/key/strokeId").asText());
            assertEquals(lost.toString(), state.at("/undone/0/strokeId").asText());
            assertEquals(stroke.toString(), ask.at("/marks/0/key/strokeId").asText());
        }
    }

    private JsonNode heard(String type) {
        return heard(type, signal -> true);
    }

    private JsonNode heard(String type, Predicate<JsonNode> which) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInSameThread()
                .until(
                        () -> other.hears(easel.conversation, 1).stream()
                                .filter(s -> s.path("type").asText().equals(type) && which.test(s))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private Map<String, Object> drawn(UUID id, int from) {
        return Map.of(
                "type",
                "drawn",
                "boardId",
                easel.board,
                "part",
                Map.of("key", key(id), "pen", pen(), "from", from, "points", Easel.LINE, "done", false));
    }

    private Map<String, Object> whole(UUID id) {
        List<List<Number>> points = List.of(Easel.LINE.get(0), Easel.LINE.get(1), List.of(7, 8, 30, 1));
        return Map.of("key", key(id), "pen", pen(), "points", points, "done", true);
    }

    private Map<String, Object> state(List<?> strokes, List<?> undone) {
        return Map.of(
                "type",
                "state",
                "boardId",
                easel.board,
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
        return Map.of("author", easel.ben, "strokeId", id);
    }

    private static Map<String, Object> pen() {
        return Map.of("tool", "pen", "color", "#000000", "width", 2.0, "startedAt", "2026-01-02T03:04:05.678Z");
    }
}
