package io.laiwang.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestStream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A board that people draw on together. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class BoardTest {
    private final Easel easel = new Easel();
    private final UUID stroke = UUID.randomUUID();
    private final UUID cat = UUID.randomUUID();

    @BeforeEach
    void annAndBenHaveABoard() {
        easel.isThere();
    }

    @Test
    void whatOneDrawsTheOthersGetInOrder() {
        try (TestStream anns = Easel.open(easel.ann);
                TestStream laptop = Easel.open(easel.ann);
                TestStream bens = Easel.open(easel.ben);
                TestStream closed = Easel.open(easel.ben)) {
            for (TestStream stream : List.of(anns, laptop, bens)) {
                assertEquals(0, easel.enter(stream).get("strokes").size());
            }
            anns.send(easel.stroke(stroke, 0, Easel.LINE, false));
            anns.send(easel.stroke(stroke, 2, List.of(List.of(5, 6, 20)), true));
            anns.send(Map.of(
                    "type", "undo", "conversationId", easel.conversation, "boardId", easel.board, "strokeId", stroke));
            assertEquals(
                    """
                    {"type":"undo","conversationId":"%s","boardId":"%s","strokeId":"%s","author":"%s"}""".formatted(easel.conversation, easel.board, stroke, easel.ann),
                    bens.await("undo").toString());
            laptop.await("undo");
            assertEquals(
                    List.of("0 [[1.0,2.0,0,0.5],[3.5,4.0,16,1.0]] false", "2 [[5.0,6.0,20,1.0]] true"),
                    bens.frames("stroke").stream()
                            .map(f -> f.get("from") + " " + f.get("points") + " " + f.get("done"))
                            .toList());
            JsonNode first = bens.frames("stroke").getFirst();
            assertEquals(easel.ann.toString(), first.get("author").asText());
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
        try (TestStream anns = Easel.open(easel.ann);
                TestStream bens = Easel.open(easel.ben)) {
            easel.enter(anns);
            anns.send(easel.stroke(undone, 0, Easel.LINE, true));
            anns.send(easel.undo(undone));
            anns.send(easel.stroke(stroke, 0, Easel.LINE, true));
            Easel.flush(anns);
            JsonNode snapshot = easel.enter(bens);
            assertEquals(List.of(stroke.toString()), snapshot.get("strokes").findValuesAsText("strokeId"));
            assertEquals(easel.ann.toString(), snapshot.at("/strokes/0/author").asText());
            assertEquals(2, snapshot.at("/strokes/0/points").size());
            assertEquals(undone.toString(), snapshot.at("/undone/0").asText());
            bens.send(easel.board(easel.board, false));
            bens.await("board", f -> f.get("strokes").isEmpty());
            anns.send(easel.stroke(UUID.randomUUID(), 0, Easel.LINE, true));
            Easel.flush(anns);
            Easel.flush(bens);
            assertEquals(0, bens.frames("stroke").size());
        }
    }

    @Test
    void nobodyElsesStrokeIsTouched() {
        try (TestStream anns = Easel.open(easel.ann);
                TestStream bens = Easel.open(easel.ben)) {
            easel.enter(anns);
            easel.enter(bens);
            anns.send(easel.stroke(stroke, 0, Easel.LINE, false));
            bens.await("stroke");
            bens.send(easel.undo(stroke));
            assertEquals("not-found", Easel.refusal(bens, 1).at("/problem/code").asText());
            bens.send(easel.stroke(stroke, 2, Easel.LINE, true));
            assertEquals("id-taken", Easel.refusal(bens, 2).at("/problem/code").asText());
            Easel.flush(anns);
            assertEquals(0, anns.frames("undo").size());
            assertEquals(0, anns.frames("stroke").size());
        }
    }

    @Test
    void strangersAndTimersHaveNoBoards() {
        UUID vanishing = UUID.randomUUID();
        Answers.members(vanishing, 60, easel.ann, easel.ben);
        try (TestStream cats = Easel.open(cat);
                TestStream anns = Easel.open(easel.ann)) {
            cats.send(easel.board(easel.board, true));
            assertEquals(404, Easel.refusal(cats, 1).at("/problem/status").asInt());
            cats.send(easel.stroke(stroke, 0, Easel.LINE, true));
            assertEquals(404, Easel.refusal(cats, 2).at("/problem/status").asInt());
            Map<String, Object> open = new HashMap<>(easel.board(easel.board, true));
            open.put("conversationId", vanishing);
            anns.send(open);
            assertEquals(409, Easel.refusal(anns, 1).at("/problem/status").asInt());
            anns.send(easel.stroke(stroke, 0, Easel.LINE, true));
            assertEquals(404, Easel.refusal(anns, 2).at("/problem/status").asInt());
        }
    }

    @Test
    void drawsAtMostThirtyFramesASecond() {
        try (TestStream anns = Easel.open(easel.ann);
                TestStream bens = Easel.open(easel.ben)) {
            easel.enter(anns);
            easel.enter(bens);
            for (int i = 0; i < 400; i++) {
                anns.send(easel.stroke(UUID.randomUUID(), 0, Easel.LINE, true));
            }
            Easel.flush(anns);
            assertTrue(anns.frames("error").size() > 50);
            assertEquals(
                    "too-many-requests",
                    anns.frames("error").getFirst().at("/problem/code").asText());
            Easel.flush(bens);
            assertEquals(
                    400, bens.frames("stroke").size() + anns.frames("error").size());
        }
    }

    @Test
    void aConversationHasEightOpenBoards() {
        try (TestStream anns = Easel.open(easel.ann)) {
            for (int i = 0; i < 8; i++) {
                easel.enter(anns, UUID.randomUUID());
            }
            anns.send(easel.board(easel.board, true));
            assertEquals(429, Easel.refusal(anns, 1).at("/problem/status").asInt());
        }
        try (TestStream anns = Easel.open(easel.ann)) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                anns.send(easel.board(easel.board, true));
                return !anns.frames("board").isEmpty();
            });
        }
    }

    @Test
    void whoHasLeftSeesNoMore() {
        try (TestStream anns = Easel.open(easel.ann);
                TestStream cats = Easel.open(cat)) {
            easel.enter(anns);
            Answers.members(easel.conversation, easel.ben);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        // who is unknown makes the gateway ask anew, before the 30 seconds for which it believes what
                        // it knows
                        cats.send(Map.of("type", "typing", "conversationId", easel.conversation));
                        anns.send(easel.stroke(UUID.randomUUID(), 0, Easel.LINE, true));
                        return anns.find("error", e -> e.at("/problem/status").asInt() == 404)
                                .isPresent();
                    });
        }
    }
}
