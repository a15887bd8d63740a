package io.laiwang.media.doodle.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of a drawing.
 *
 * @param color {@code 0xrrggbb}; an eraser has one too and doesn't use it
 * @param width of the line at full pressure, in the drawing's units
 */
public record Stroke(Tool tool, int color, float width, Points points) {
    /** What it is drawn with. */
    public enum Tool {
        PEN(0),
        /** Multiplies with what is below it, like ink on paper. */
        MARKER(1),
        /** Uncovers the background. */
        ERASER(2);

        private final int code;

        Tool(int code) {
            this.code = code;
        }

        /** Its number in the binary form. */
        int code() {
            return code;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Tool> of(String wireName) {
            return Arrays.stream(values())
                    .filter(tool -> tool.wireName().equals(wireName))
                    .findFirst();
        }

        static Optional<Tool> of(int code) {
            return Arrays.stream(values()).filter(tool -> tool.code == code).findFirst();
        }
    }
}
