package io.laiwang.gateway.board;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What gateways tell each other of a board, under the key of its conversation. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BoardSignal.Drawn.class, name = "drawn"),
    @JsonSubTypes.Type(value = BoardSignal.Undone.class, name = "undone"),
    @JsonSubTypes.Type(value = BoardSignal.Digest.class, name = "digest"),
    @JsonSubTypes.Type(value = BoardSignal.Ask.class, name = "ask"),
    @JsonSubTypes.Type(value = BoardSignal.State.class, name = "state")
})
@RegisterForReflection(
        targets = {BoardSignal.class, Mark.class, Part.class, Pen.class, Point.class, Stroke.class, StrokeKey.class})
sealed interface BoardSignal {
    UUID boardId();

    /** More of a stroke, as it is drawn. */
    record Drawn(UUID boardId, Part part) implements BoardSignal {}

    record Undone(UUID boardId, StrokeKey key) implements BoardSignal {}

    /** What the sender's board comes to; who has another asks. */
    record Digest(UUID boardId, long digest) implements BoardSignal {}

    /**
     * Tell me what is beyond this.
     *
     * @param to one gateway, or all that have the board
     * @param again an answer to an ask: it isn't asked back once more
     */
    record Ask(UUID boardId, @Nullable String to, List<Mark> marks, boolean again) implements BoardSignal {}

    /** @param last all that was asked for has been told with this */
    record State(UUID boardId, String to, List<Stroke> strokes, List<StrokeKey> undone, boolean last)
            implements BoardSignal {}
}
