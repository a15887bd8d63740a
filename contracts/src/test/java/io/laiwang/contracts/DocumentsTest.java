package io.laiwang.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents that have gone stale fail the build. */
class DocumentsTest {
    private static final Path ROOT = checkout();
    private static final Pattern NO_PROSE = Pattern.compile("(?ms)^\\s*```.*?^\\s*```|<!--.*?-->");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern DOCUMENT_IN_CODE = Pattern.compile("docs/[\\w/.-]+\\.md");
    private static final Pattern VARIABLE = Pattern.compile("LAIWANG_[A-Z]+(?:_[A-Z]+)*");

    @Test
    void everyLinkLeadsSomewhere() {
        assertEquals(
                List.of(),
                documents()
                        .flatMap(document -> find(LINK, prose(document)).map(link -> new Link(document, link.group(1))))
                        .filter(link -> !link.leadsSomewhere())
                        .toList());
    }

    @Test
    void everyDocumentThatTheCodeNamesIsThere() {
        Set<String> named = new TreeSet<>();
        sources().forEach(source -> find(DOCUMENT_IN_CODE, read(source)).forEach(name -> named.add(name.group())));
        named.removeIf(name -> Files.exists(ROOT.resolve(name)));
        assertEquals(Set.of(), named);
    }

    @Test
    void everyDecisionIsInTheIndex() throws IOException {
        String index = read(ROOT.resolve("docs/adr/README.md"));
        try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/adr"))) {
            decisions
                    .map(decision -> decision.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .forEach(name -> assertTrue(index.contains("](" + name + ")"), name));
        }
    }

    @Test
    void theConfigurationPageHasEveryVariableAndNoOther() {
        Set<String> used = new TreeSet<>();
        Stream<Path> scripts = Stream.of(ROOT.resolve("laiwang"), ROOT.resolve(".ci/run"));
        Stream<Path> stories = walk(ROOT.resolve("e2e/src/test"), ".java");
        Stream.of(sources(), scripts, stories)
                .flatMap(Function.identity())
                .forEach(source -> find(VARIABLE, read(source)).forEach(name -> used.add(name.group())));
        Set<String> documented = new TreeSet<>();
        find(VARIABLE, read(ROOT.resolve("docs/configuration.md"))).forEach(name -> documented.add(name.group()));
        assertEquals(used, documented);
    }

    @Test
    void theProtocolPageHasEveryProblemCode() {
        String protocol = read(ROOT.resolve("docs/protocol.md"));
        assertEquals(
                List.of(),
                Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::code)
                        .filter(code -> !protocol.contains("`" + code + "`"))
                        .toList());
    }

    private record Link(Path document, String target) {
        boolean leadsSomewhere() {
            if (target.matches("[a-z]+:.*")) {
                return true;
            }
            String[] parts = target.split("#", 2);
            Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
            return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
        }

        @Override
        public String toString() {
            return ROOT.relativize(document) + " -> " + target;
        }
    }

    /** Of headings, as code hosts make them. */
    private static List<String> anchors(Path document) {
        return find(HEADING, prose(document))
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static Stream<Path> documents() {
        Stream<Path> top =
                Stream.of("README.md", "CONTRIBUTING.md").map(ROOT::resolve).filter(Files::exists);
        return Stream.concat(top, walk(ROOT.resolve("docs"), ".md"));
    }

    /** What the build makes the product of. */
    private static Stream<Path> sources() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> folders = modules.map(module -> module.resolve("src/main"))
                    .filter(Files::isDirectory)
                    .toList();
            assertFalse(folders.isEmpty());
            return folders.stream().flatMap(folder -> walk(folder, ".java", ".properties", ".sh"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> walk(Path folder, String... endings) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> Arrays.stream(endings)
                            .anyMatch(ending -> file.toString().endsWith(ending)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<MatchResult> find(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static String prose(Path document) {
        return NO_PROSE.matcher(read(document)).replaceAll("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder that {@code ./laiwang} lies in. */
    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("laiwang"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
