package io.laiwang.gateway.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.kit.input.Checks;
import org.jspecify.annotations.Nullable;

/**
 * What a board is kept on; it has none of its own.
 *
 * @param width none for as wide as what is drawn needs it
 * @param background as in a drawing; white where none is given
 */
public record Canvas(
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable JsonNode background) {
    static final int MAX_SIZE = 4096;

    /** @throws io.laiwang.kit.problem.Refused naming the field; what is in a background media-service looks at */
    public static Canvas of(JsonNode body) {
        JsonNode background = body.path("background");
        new Checks()
                .check("width", isSize(body.path("width")), "must be a whole number from 1 to 4096")
                .check("height", isSize(body.path("height")), "must be a whole number from 1 to 4096")
                .check("background", isNone(background) || background.isObject(), "must be an object")
                .orRefuse();
        return new Canvas(size(body.path("width")), size(body.path("height")), isNone(background) ? null : background);
    }

    private static boolean isSize(JsonNode node) {
        return isNone(node)
                || (node.isIntegralNumber()
                        && node.canConvertToInt()
                        && node.intValue() >= 1
                        && node.intValue() <= MAX_SIZE);
    }

    private static @Nullable Integer size(JsonNode node) {
        return isNone(node) ? null : node.intValue();
    }

    private static boolean isNone(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
