package io.laiwang.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestStream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a stroke is named. */
@QuarkusTest
@WithTestResource(EmbeddedStack.class)
@WithTestResource(Neighbours.class)
class BoardInputTest {
    private final Easel easel = new Easel();
    private final UUID stroke = UUID.randomUUID();

    @BeforeEach
    void annAndBenHaveABoard() {
        easel.isThere();
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
        try (TestStream anns = Easel.open(easel.ann)) {
            easel.enter(anns);
            String good = """
                    {"type":"stroke","conversationId":"%s","boardId":"%s","strokeId":"%s","tool":"pen",\
                    "color":"#1a2b3c","width":2,"from":0,"points":[],"done":true}""".formatted(easel.conversation, easel.board, stroke);
            anns.send(good.replaceFirst(
                    "\"%s\":(\"[^\"]*\"|[\\w]+|\\[])".formatted(field), "\"%s\":%s".formatted(field, value)));
            assertEquals(
                    named, Easel.refusal(anns, 1).at("/problem/errors/0/field").asText());
        }
    }
}
