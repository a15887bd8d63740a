package io.laiwang.media.doodle.format;

import java.util.Optional;
import java.util.regex.Pattern;

/** {@code #rrggbb} and {@code 0xrrggbb}. */
public final class Colors {
    private static final Pattern FORM = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int HEX = 16;

    private Colors() {}

    public static Optional<Integer> parse(String color) {
        return FORM.matcher(color).matches()
                ? Optional.of(Integer.parseInt(color, 1, color.length(), HEX))
                : Optional.empty();
    }

    public static String format(int rgb) {
        return "#%06x".formatted(rgb);
    }
}
