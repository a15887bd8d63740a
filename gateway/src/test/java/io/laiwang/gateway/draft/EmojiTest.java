package io.laiwang.gateway.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD83D\uDC4D",
                "\uD83D\uDC4D\uD83C\uDFFD",
                "\u2764\uFE0F",
                "\uD83C\uDDE8\uD83C\uDDF3",
                "1\uFE0F\u20E3",
                "#\uFE0F\u20E3",
                "*\u20E3",
                "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
                "\uD83E\uDDD1\uD83C\uDFFF\u200D\uD83D\uDCBB",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F"
            })
    void takesOneEmojiAsItIs(String emoji) {
        assertEquals(Optional.of(emoji), Emoji.of(emoji));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "1",
                "#",
                "*",
                "9\uFE0F",
                "\u00E9",
                "\u4E2D",
                "\uFF11",
                "\u0661",
                "\u20E3",
                "\uD83C\uDDE8\uD83C\uDDF3\uD83C\uDDE8",
                " ",
                "\u200D",
                "\uFE0F",
                "\uD83D",
                "\uD83C\uDDE8",
                "ok\uD83D\uDC4D",
                "\uD83D\uDC4D\uD83D\uDC4D",
                "\uD83D\uDC4D\u200D",
                "%F0%9F%91%8D",
                "<script>"
            })
    void refusesEverythingElse(String text) {
        assertTrue(Emoji.of(text).isEmpty());
    }

    @Test
    void givesOneFormToWhatIsTextByDefault() {
        assertEquals(Emoji.of("\u2764\uFE0F"), Emoji.of("\u2764"));
        assertTrue(Emoji.of("\uD83D\uDC4D".repeat(1_000)).isEmpty());
    }
}
