package io.laiwang.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart and the documents say the same. */
class DocumentsTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern METRIC = Pattern.compile("laiwang_[a-z_]+");

    @Test
    void alertsAndDashboardsAskForWhatThereIs() throws IOException {
        Set<String> there = find(METRIC, Files.readString(DOCS.resolve("metrics.md")));
        Set<String> asked = find(METRIC, Files.readString(Chart.FOLDER.resolve("alerts.yaml")));
        asked.addAll(find(METRIC, Files.readString(Chart.FOLDER.resolve("dashboards/laiwang.json"))));
        assertFalse(asked.isEmpty());
        asked.removeIf(
                name -> there.contains(name) || there.contains(name.replaceFirst("_(bucket|sum|count|max)$", "")));
        assertEquals(Set.of(), asked);
    }

    @Test
    void thePageOfMetricsHasEachOfOurs() throws IOException {
        Set<String> there = find(METRIC, Files.readString(DOCS.resolve("metrics.md")));
        for (String name : Sources.metrics()) {
            String exposed = "laiwang_" + name.replace('.', '_');
            assertTrue(there.stream().anyMatch(metric -> metric.startsWith(exposed)), name);
        }
    }

    /** Else what the network policy doesn't know of is cut off. */
    @Test
    void theChartLetsServicesCallWhomTheyCall() throws IOException {
        String helpers = Files.readString(Chart.FOLDER.resolve("templates/_helpers.tpl"));
        Matcher calls = Pattern.compile("define \"laiwang.calls\" -}}\n(.*?)\n\\{\\{- end", Pattern.DOTALL)
                .matcher(helpers);
        assertTrue(calls.find());
        assertEquals(Chart.YAML.valueToTree(Sources.calls()), Chart.YAML.readTree(calls.group(1)));
    }

    @Test
    void everyAlertHasARunbook() throws IOException {
        Set<String> runbooks =
                find(Pattern.compile("(?m)^### (Laiwang\\w+)$"), Files.readString(DOCS.resolve("operations.md")))
                        .stream()
                        .map(heading -> heading.substring(4))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> alerts = new TreeSet<>();
        Chart.YAML
                .readTree(Chart.FOLDER.resolve("alerts.yaml").toFile())
                .fieldNames()
                .forEachRemaining(alerts::add);
        assertEquals(alerts, runbooks);
    }

    static java.util.stream.Stream<Path> examples() {
        return Chart.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyVariableIsOneThatTheServicesRead(Path values) throws IOException {
        String page = Files.readString(DOCS.resolve("configuration.md"));
        for (JsonNode pod : Chart.pods(Chart.render(values))) {
            for (JsonNode variable : pod.at("/containers/0/env")) {
                String name = variable.path("name").asText();
                assertEquals(true, page.contains("`" + name + "`"), name);
            }
        }
    }

    private static Set<String> find(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
