package io.laiwang.testing;

import java.util.List;
import java.util.Random;

/** Text that nobody sends by accident: random, but the same in every run. */
public final class HostileText {
    private static final List<String> PIECES = List.of(
            "a",
            "Z",
            "0",
            "_",
            " ",
            "\t",
            "'",
            "\"",
            "\\",
            "%",
            "%00",
            "\u0000",
            "\u202e",
            "é",
            "e\u0301",
            "🐦",
            "\ud800",
            "../",
            "<script>",
            "' or 1=1 --",
            "${jndi:ldap://x}",
            "{{7*7}}",
            "\r\nX: y",
            "０",
            "İ",
            "ı",
            "K");

    private final Random random;

    public HostileText(long seed) {
        this.random = new Random(seed);
    }

    public String of(int mostPieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(mostPieces); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    public byte[] bytes(int most) {
        byte[] bytes = new byte[1 + random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    /**
     * A token or a cursor of which one character is another, or is missing; never the last one of a part, of which Base64
     * ignores some bits, and never the same letter in another case, which is the same id.
     */
    public String broken(String token) {
        int at = random.nextInt(token.length() - 1);
        char other = Character.toUpperCase(token.charAt(at)) == 'A' ? 'B' : 'A';
        String rest = token.substring(at + 1);
        boolean isLast = rest.startsWith(".");
        return random.nextBoolean() || isLast ? token.substring(0, at) + rest : token.substring(0, at) + other + rest;
    }
}
