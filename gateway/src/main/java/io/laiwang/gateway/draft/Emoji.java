package io.laiwang.gateway.draft;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a text is one emoji, by the grammar of UTS #51 (possible emoji, ED-15a) and the properties of the JDK's own
 * Unicode data.
 */
final class Emoji {
    /** The longest ones of Unicode 16 have ten code points, flags of regions fourteen. */
    private static final int MAX_CHARS = 32;

    private static final String FLAG = "[\\x{1F1E6}-\\x{1F1FF}]{2}";
    private static final String KEYCAP = "[0-9#*]\\x{FE0F}?\\x{20E3}";
    private static final String TAGS = "(?:[\\x{E0020}-\\x{E007E}]+\\x{E007F})";
    private static final String PICTURE =
            "[\\p{IsEmoji}&&[^0-9#*\\x{1F1E6}-\\x{1F1FF}]](?:\\p{IsEmoji_Modifier}|\\x{FE0F}|" + TAGS + ")?";
    private static final Pattern ONE =
            Pattern.compile("(?:%s|%s|%s(?:\\x{200D}%s)*)".formatted(FLAG, KEYCAP, PICTURE, PICTURE));

    private static final int EMOJI_STYLE = 0xFE0F;

    private Emoji() {}

    /** In one form: what is text by default is written with the variation selector that makes it a picture. */
    static Optional<String> of(String text) {
        if (text.length() > MAX_CHARS || !ONE.matcher(text).matches()) {
            return Optional.empty();
        }
        int first = text.codePointAt(0);
        boolean plain = Character.charCount(first) == text.length() && !Character.isEmojiPresentation(first);
        return Optional.of(plain ? text + Character.toString(EMOJI_STYLE) : text);
    }
}
