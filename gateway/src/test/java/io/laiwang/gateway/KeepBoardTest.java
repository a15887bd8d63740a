package io.laiwang.gateway;

import static io.laiwang.gateway.StreamTest.url;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestStream;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was drawn on a live board is kept as a doodle. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class KeepBoardTest {
    private final UUID ann = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final UUID conversation = UUID.randomUUID();
    private final UUID board = UUID.randomUUID();

    @BeforeEach
    void beTwo() {
        Answers.members(conversation, ann, ben);
    }

    @Test
    void keepsWhatBothHaveDrawnAndNothingThatWasUndone() throws IOException {
        UUID undone = UUID.randomUUID();
        try (TestStream anns = enter(ann);
                TestStream bens = enter(ben)) {
            draw(anns, UUID.randomUUID(), "pen", List.of(List.of(10, 20, 0, 0.5), List.of(300.03, 40, 80, 1)));
            bens.await("stroke");
            draw(bens, undone, "pen", List.of(List.of(4000, 4000, 0)));
            draw(bens, UUID.randomUUID(), "marker", List.of(List.of(30, 199.5, 5000), List.of(31, 200, 5040)));
            anns.await("stroke", f -> f.get("tool").asText().equals("marker"));
            bens.send(Map.of("type", "undo", "conversationId", conversation, "boardId", board, "strokeId", undone));
            anns.await("undo");

            keep(ben, Map.of()).then().statusCode(201).body("id", is(Neighbours.KEPT_DOODLE));

            JsonNode kept = kept(ben);
            assertEquals("303 x 203", kept.get("width") + " x " + kept.get("height"));
            assertEquals("{\"color\":\"#ffffff\"}", kept.get("background").toString());
            assertEquals(List.of("pen", "marker"), kept.get("strokes").findValuesAsText("tool"));
            assertEquals(
                    "[[10.0,20.0,0,0.5],[300.0,40.0,80,1.0]]",
                    kept.at("/strokes/0/points").toString());
            JsonNode second = kept.at("/strokes/1/points");
            assertEquals("199.5", second.at("/0/1").asText());
            int begin = second.at("/0/2").asInt();
            assertEquals(begin + 40, second.at("/1/2").asInt());
            assertEquals(true, begin >= 80);
        }
    }

    @Test
    void isKeptOnTheCanvasThatIsAskedFor() throws IOException {
        String photo = UUID.randomUUID().toString();
        try (TestStream anns = enter(ann)) {
            draw(anns, UUID.randomUUID(), "pen", List.of(List.of(10, 20, 0)));
            keep(ann, Map.of("width", 640, "height", 480, "background", Map.of("mediaId", photo)))
                    .then()
                    .statusCode(201);
            JsonNode kept = kept(ann);
            assertEquals("640 x 480", kept.get("width") + " x " + kept.get("height"));
            assertEquals(photo, kept.at("/background/mediaId").asText());
            for (Object size : new Object[] {0, 4097, 1.5, "640"}) {
                keep(ann, Map.of("width", size)).then().statusCode(400).body("errors[0].field", is("width"));
            }
            keep(ann, Map.of("background", "white")).then().statusCode(400).body("errors[0].field", is("background"));
        }
    }

    @Test
    void isForWhoSeesABoardThatIsNotEmpty() {
        UUID vanishing = UUID.randomUUID();
        Answers.members(vanishing, 60, ann);
        keep(ann, Map.of()).then().statusCode(404).body("code", is("not-found"));
        try (TestStream anns = enter(ann)) {
            keep(ann, Map.of()).then().statusCode(404);
            draw(anns, UUID.randomUUID(), "pen", List.of(List.of(1, 2, 3)));
            keep(ben, Map.of()).then().statusCode(201);
            keep(UUID.randomUUID(), Map.of()).then().statusCode(404);
        }
        keep(ann, Map.of("conversationId", vanishing)).then().statusCode(409).body("code", is("timer-changed"));
        keep(ann, Map.of("conversationId", "x")).then().statusCode(400).body("errors[0].field", is("conversationId"));
        keep(ann, Map.of("boardId", 7)).then().statusCode(400).body("errors[0].field", is("boardId"));
        given().contentType(ContentType.JSON)
                .body(Map.of("conversationId", conversation, "boardId", board))
                .post("/v1/doodles")
                .then()
                .statusCode(401);
    }

    /** Small or large, JSON or not: what names no board is media-service's. */
    @Test
    void everyOtherDrawingPassesAsItIs() {
        for (String body : List.of("{\"width\":1}", "no JSON", "{\"x\":\"%s\"}".formatted("x".repeat(70_000)))) {
            given().header("Authorization", "Bearer " + TestTokens.of(ann))
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/v1/doodles")
                    .then()
                    .statusCode(201)
                    .body("size", is(body.length()));
        }
    }

    /** The most that fits on a board comes to less than media-service takes. */
    @Test
    void theLargestStrokeIsKept() throws IOException {
        List<List<Number>> points = IntStream.range(0, 900)
                .mapToObj(i -> List.<Number>of(4095.0625, 1234.5678901, 86_000_000 + i, 0.123456789))
                .toList();
        try (TestStream anns = enter(ann)) {
            UUID stroke = UUID.randomUUID();
            for (int part = 0; part < 10; part++) {
                anns.send(stroke(stroke, "pen", part * 900, points, false));
            }
            anns.send(Map.of("type", "ping", "ref", "flush"));
            anns.await("pong");
            keep(ann, Map.of()).then().statusCode(201);
            JsonNode kept = kept(ann).at("/strokes/0/points");
            assertEquals(9_000, kept.size());
            assertEquals("[4095.0625,1234.5625,899,0.123]", kept.get(8_999).toString());
        }
    }

    private Response keep(UUID account, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("conversationId", conversation, "boardId", board));
        body.putAll(more);
        return given().header("Authorization", "Bearer " + TestTokens.of(account))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/doodles");
    }

    private static JsonNode kept(UUID account) throws IOException {
        return Json.MAPPER.readTree(Neighbours.KEPT.get(account.toString()));
    }

    private void draw(TestStream stream, UUID id, String tool, List<List<Number>> points) {
        stream.send(stroke(id, tool, 0, points, true));
        stream.send(Map.of("type", "ping", "ref", id));
        stream.await("pong", pong -> pong.get("ref").asText().equals(id.toString()));
    }

    private Map<String, Object> stroke(UUID id, String tool, int from, List<List<Number>> points, boolean done) {
        Map<String, Object> frame = new HashMap<>(
                Map.of("type", "stroke", "conversationId", conversation, "boardId", board, "strokeId", id));
        frame.putAll(Map.of("tool", tool, "color", "#1a2b3c", "width", 5, "from", from, "points", points));
        frame.put("done", done);
        return frame;
    }

    private TestStream enter(UUID account) {
        TestStream stream = TestStream.open(url(), TestTokens.of(account));
        stream.await("hello");
        stream.send(
                Map.of("type", "board", "ref", "b", "conversationId", conversation, "boardId", board, "open", true));
        stream.await("board");
        return stream;
    }
}
