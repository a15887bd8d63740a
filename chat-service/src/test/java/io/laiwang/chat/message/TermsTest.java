package io.laiwang.chat.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.Content;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TermsTest {
    private static final UUID HERE = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({
        "Meet me at the Café,        cafe",
        "meet me at the cafe,        CAFÉ",
        "Straße nach Łódź,           strasse lodz",
        "'Don''t stop, believing!',  believing don't",
        "我们明天去北京吃饭,         北京",
        "我们明天去北京吃饭,         北京吃饭",
        "我们明天去北京吃饭,         饭",
        "カタカナで書く,             カタカナ",
        "ｶﾀｶﾅで書く,                 カタカナ",
        "안녕하세요 여러분,          하세요",
        "ＡＢＣ１２３,               abc123",
        "e\u0301te\u0301,            été",
        "Привет Мир,                 мир",
        "call 2026 now,              2026"
    })
    void findsTextsByTheirWords(String text, String query) {
        assertTrue(finds(text, query));
    }

    @ParameterizedTest
    @CsvSource({"a cat, ca", "我们明天去北京吃饭, 京北", "a cat, cat dog", "a.*b, .*a.*c"})
    void findsNothingElse(String text, String query) {
        assertFalse(finds(text, query));
    }

    @Test
    void ofPunctuationAloneNothingIsAsked() {
        assertEquals(List.of(), Terms.asked("?! .* % _ \" \\ $ { }"));
    }

    @Test
    void theLongestIsLookedUpFirst() {
        assertEquals(List.of("elephants", "the", "of"), Terms.asked("of the elephants"));
    }

    @Test
    void aTermStandsForItselfInOneConversationAlone() {
        assertEquals(Terms.key(HERE, "cat"), Terms.key(HERE, "cat"));
        assertNotEquals(Terms.key(HERE, "cat"), Terms.key(UUID.randomUUID(), "cat"));
    }

    @Test
    void aLongMessageIsFoundByItsFirstWords() {
        String text = IntStream.range(0, 3_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        assertEquals(1_000, Terms.of(HERE, new Content.Text(text)).size());
    }

    static List<Content> contentsWithoutWords() {
        UUID id = UUID.randomUUID();
        return List.of(
                new Content.Image(id),
                new Content.Doodle(id),
                new Content.Contact(id),
                Content.Sealed.of("text", null),
                new Content.SystemEvent("renamed", id, List.of(), "secret plans", null));
    }

    @ParameterizedTest
    @MethodSource("contentsWithoutWords")
    void whatHasNoWordsOfItsSenderIsNotFound(Content content) {
        assertEquals(List.of(), Terms.of(HERE, content));
    }

    private static boolean finds(String text, String query) {
        Set<Long> keys = Set.copyOf(Terms.of(HERE, new Content.Text(text)));
        return Terms.asked(query).stream().map(term -> Terms.key(HERE, term)).allMatch(keys::contains);
    }
}
