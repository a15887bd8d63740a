package io.laiwang.gateway;

import static io.laiwang.gateway.StreamTest.url;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.testing.TestStream;
import io.laiwang.testing.TestTokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A board of Ann and Ben, and what is sent to draw on it. */
final class Easel {
    static final List<List<Number>> LINE = List.of(List.of(1, 2, 0, 0.5), List.of(3.5, 4, 16, 1));

    final UUID ann = UUID.randomUUID();
    final UUID ben = UUID.randomUUID();
    final UUID conversation = UUID.randomUUID();
    final UUID board = UUID.randomUUID();

    /** The two of them are in the conversation. */
    void isThere() {
        Answers.members(conversation, ann, ben);
    }

    Map<String, Object> stroke(UUID id, int from, List<List<Number>> points, boolean done) {
        Map<String, Object> frame = new HashMap<>(undo(id));
        frame.putAll(Map.of(
                "type", "stroke", "tool", "pen", "color", "#1a2b3c", "width", 2.5, "from", from, "points", points));
        frame.put("done", done);
        return frame;
    }

    Map<String, Object> undo(UUID id) {
        return Map.of("type", "undo", "conversationId", conversation, "boardId", board, "strokeId", id);
    }

    Map<String, Object> board(UUID id, boolean open) {
        return Map.of("type", "board", "ref", "b-" + id, "conversationId", conversation, "boardId", id, "open", open);
    }

    JsonNode enter(TestStream stream) {
        return enter(stream, board);
    }

    JsonNode enter(TestStream stream, UUID id) {
        stream.send(board(id, true));
        return stream.await("board", f -> f.get("ref").asText().equals("b-" + id));
    }

    static JsonNode refusal(TestStream stream, int number) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> stream.frames("error"), errors -> errors.size() >= number)
                .get(number - 1);
    }

    /** What the stream sent before has been worked, and what was sent to it before has come. */
    static void flush(TestStream stream) {
        String ref = UUID.randomUUID().toString();
        stream.send(Map.of("type", "ping", "ref", ref));
        stream.await("pong", pong -> pong.get("ref").asText().equals(ref));
    }

    static TestStream open(UUID account) {
        TestStream stream = TestStream.open(url(), TestTokens.of(account));
        stream.await("hello");
        return stream;
    }
}
