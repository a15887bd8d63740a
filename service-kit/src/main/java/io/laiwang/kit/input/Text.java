package io.laiwang.kit.input;

/** Text as stores and other clients can take it. */
public final class Text {
    private Text() {}

    /** No U+0000, which PostgreSQL can't store, and no half of a surrogate pair, which isn't UTF-8. */
    public static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
