package io.laiwang.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of limits has every limit that can be set, with the value that it has, and names no other. */
class LimitsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/limits.md");

    /** {@code | words | `default` | `key` |} */
    private static final Pattern ROW = Pattern.compile("(?m)^\\|.*\\| `([^`]+)` \\| `([^`]+)` \\|$");

    private static final Pattern CONSTANT = Pattern.compile("\\[\\w+\\.([A-Z_]+)\\]\\((\\.\\.[^)]+)\\)");
    private static final Pattern AMOUNT = Pattern.compile("(?:\\$\\{[A-Z_]+:)?(\\d+(?:\\.\\d+)?(?:MS|[SMHDKG])?)\\}?");

    @Test
    void everyRowIsWhatTheServicesAreSetTo() throws IOException {
        Map<String, Set<String>> settings = settings();
        List<String> wrong = rows().filter(
                        row -> !settings.getOrDefault(row.group(2), Set.of()).contains(row.group(1)))
                .map(MatchResult::group)
                .toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyAmountThatCanBeSetHasARow() throws IOException {
        Set<String> missing = new TreeSet<>(settings().keySet());
        missing.removeIf(key -> !key.startsWith("laiwang.") || key.equals("laiwang.log.generation"));
        assertFalse(missing.isEmpty());
        missing.removeAll(rows().map(row -> row.group(2)).collect(Collectors.toSet()));
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyConstantIsThere() throws IOException {
        List<MatchResult> constants =
                CONSTANT.matcher(Files.readString(PAGE)).results().toList();
        assertFalse(constants.isEmpty());
        List<String> gone = new ArrayList<>();
        for (MatchResult constant : constants) {
            Path source = PAGE.resolveSibling(constant.group(2));
            if (!Pattern.compile("\\b%s =".formatted(constant.group(1)))
                    .matcher(Files.readString(source))
                    .find()) {
                gone.add(constant.group());
            }
        }
        assertEquals(List.of(), gone);
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE)).results();
    }

    /** Amounts by key; a key may have one in each service. */
    private static Map<String, Set<String>> settings() throws IOException {
        Map<String, Set<String>> amounts = new HashMap<>();
        for (Path file : propertyFiles()) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            properties.forEach((key, value) -> AMOUNT.matcher(value.toString())
                    .results()
                    .filter(amount -> amount.group().equals(value))
                    .forEach(amount -> amounts.computeIfAbsent(key.toString(), any -> new HashSet<>())
                            .add(amount.group(1))));
        }
        return amounts;
    }

    private static List<Path> propertyFiles() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> files = modules.map(module -> module.resolve("src/main/resources"))
                    .flatMap(folder -> Stream.of(
                            folder.resolve("application.properties"),
                            folder.resolve("META-INF/microprofile-config.properties")))
                    .filter(Files::exists)
                    .toList();
            assertEquals(6, files.size());
            return files;
        }
    }
}
