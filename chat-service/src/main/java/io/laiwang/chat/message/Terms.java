package io.laiwang.chat.message;

import io.laiwang.contracts.Content;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PackedTokenAttributeImpl;
import org.jspecify.annotations.Nullable;

/**
 * What a message is found by: its words, in lower case and without accents, and each one and two neighbouring
 * characters of Chinese, Japanese and Korean. Stores keep a term as a number that holds for one conversation alone, so
 * one look into an index finds it there and nowhere else, and the index has no words in it.
 */
@RegisterForReflection(targets = PackedTokenAttributeImpl.class)
public final class Terms {
    /** Of a longer message the first ones: an index entry each, so their number is what a message costs. */
    private static final int MAX = 1_000;

    private static final int CJK =
            CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;

    private static final Analyzer OF_MESSAGES = analyzer(true);

    /** A character alone is looked for only where it stands alone. */
    private static final Analyzer OF_QUERIES = analyzer(false);

    private Terms() {}

    /** The longest first, being the rarest more often than not; none for what has no letters or digits. */
    public static List<String> asked(String query) {
        return terms(OF_QUERIES, query).stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** By what a message is found; of one that isn't there any more, or is sealed, nothing. */
    public static List<Long> of(StoredMessage stored) {
        return of(stored.message().conversationId(), stored.message().content());
    }

    public static List<Long> of(UUID conversationId, @Nullable Content content) {
        String text = text(content);
        return text.isEmpty()
                ? List.of()
                : terms(OF_MESSAGES, text).stream()
                        .map(term -> key(conversationId, term))
                        .toList();
    }

    /** What stands for a term in one conversation. */
    public static long key(UUID conversationId, String term) {
        byte[] bytes = term.getBytes(StandardCharsets.UTF_8);
        byte[] scoped = ByteBuffer.allocate(16 + bytes.length)
                .putLong(conversationId.getMostSignificantBits())
                .putLong(conversationId.getLeastSignificantBits())
                .put(bytes)
                .array();
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(scoped))
                    .getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String text(@Nullable Content content) {
        return switch (content) {
            case Content.Text text -> text.text();
            case Content.File file -> file.name();
            case Content.Card card -> card.title();
            case Content.Image _,
                    Content.Voice _,
                    Content.Video _,
                    Content.Doodle _,
                    Content.Contact _,
                    Content.Sealed _,
                    Content.SystemEvent _ -> "";
            case null -> "";
        };
    }

    private static Set<String> terms(Analyzer analyzer, String text) {
        Set<String> terms = new LinkedHashSet<>();
        // one form for what can be written in several: wide and narrow, composed and not
        try (TokenStream tokens = analyzer.tokenStream("", Normalizer.normalize(text, Normalizer.Form.NFKC))) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (terms.size() < MAX && tokens.incrementToken()) {
                terms.add(term.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be read", e);
        }
        return terms;
    }

    private static Analyzer analyzer(boolean alsoSingle) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                StandardTokenizer words = new StandardTokenizer();
                TokenStream pairs = new CJKBigramFilter(new LowerCaseFilter(words), CJK, alsoSingle);
                return new TokenStreamComponents(words, new ASCIIFoldingFilter(pairs));
            }
        };
    }
}
