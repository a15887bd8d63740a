package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.laiwang.stack.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An operator sees what happens: what the page of metrics, the alerts and the dashboards name is there and moves. */
class MetricsStoryTest {
    private static final Path ROOT = Path.of("..");
    private static final int MESSAGES = 20;
    /** What is counted in the store is counted from time to time. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final World world = World.get();

    @Test
    void whatIsSaidIsCountedOnItsWholeWay() {
        Map<String, Double> before = figures();
        talk();

        for (String name : List.of(
                "laiwang_commands_seconds_count{outcome=\"accepted\"}",
                "laiwang_sequenced_seconds_count{outcome=\"accepted\"}",
                "laiwang_delivered_total",
                "laiwang_delivery_lag_seconds_count")) {
            Awaitility.await().until(() -> grown(before, figures(), name) >= MESSAGES);
        }
        Map<String, Double> after = figures();
        for (String name : List.of(
                "laiwang_batch_count",
                "laiwang_append_seconds_count",
                "laiwang_publish_seconds_count",
                "laiwang_password_checks_seconds_count",
                "laiwang_refused_total{reason=\"invalid-request\"}")) {
            assertTrue(grown(before, after, name) > 0, name);
        }
        assertTrue(after.get("laiwang_streams") >= 2);
    }

    @Test
    void whatIsNamedIsThere() throws IOException {
        talk();
        Set<String> onThePage = Files.readAllLines(ROOT.resolve("docs/metrics.md")).stream()
                .filter(row -> row.startsWith("| `"))
                .flatMap(row -> names(row.split("\\|")[1]).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> asked = queries().stream()
                .flatMap(query -> names(query).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertFalse(asked.isEmpty());

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            Set<String> there = there();
            assertEquals(Set.of(), without(asked, there::contains), "asked for by alerts or dashboards");
            assertEquals(
                    Set.of(),
                    without(onThePage, name -> there.stream().anyMatch(series -> series.startsWith(name))),
                    "on the page of metrics");
        });
    }

    /** Messages, and one thing that is refused. */
    private void talk() {
        Person ann = world.person("ann").goesOnline();
        Person ben = world.person("ben").goesOnline();
        ann.befriends(ben);
        Chat chat = ann.with(ben);
        for (int i = 0; i < MESSAGES; i++) {
            ann.says(chat, "hello " + i);
        }
        ben.hears(chat, "hello " + (MESSAGES - 1));
        ann.phone().stream().send(Map.of("type", "nonsense"));
        ann.phone().stream().await("error");
    }

    private static Set<String> without(Set<String> names, Predicate<String> known) {
        return names.stream().filter(known.negate()).collect(Collectors.toSet());
    }

    private Set<String> there() {
        return figures().keySet().stream()
                .map(series -> series.replaceFirst("\\{.*", ""))
                .collect(Collectors.toSet());
    }

    private static Stream<String> lines(String file) throws IOException {
        return Files.readAllLines(ROOT.resolve("helm/laiwang").resolve(file)).stream();
    }

    private static List<String> queries() throws IOException {
        Stream<String> alerts = lines("alerts.yaml").filter(line -> line.startsWith("  expr: "));
        JsonNode dashboard =
                Json.MAPPER.readTree(lines("dashboards/laiwang.json").collect(Collectors.joining("\n")));
        return Stream.concat(alerts, dashboard.findValuesAsText("expr").stream())
                .toList();
    }

    private static Set<String> names(String text) {
        return Pattern.compile("laiwang_[a-z_]+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every series of ours in every service, the tags that each has left out. */
    private Map<String, Double> figures() {
        Map<String, Double> figures = new HashMap<>();
        for (Service service : Service.values()) {
            HttpRequest.Builder ask = HttpRequest.newBuilder(URI.create(world.managementUrl(service) + "/q/metrics"));
            String page = new String(Api.send(ask).raw().body(), StandardCharsets.UTF_8);
            Arrays.stream(page.split("\n"))
                    .filter(line -> line.startsWith("laiwang_"))
                    // an exemplar, which names a trace
                    .map(line -> line.replaceFirst(" # .*", ""))
                    .forEach(line -> figures.merge(
                            line.substring(0, line.lastIndexOf(' ')),
                            Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)),
                            Double::sum));
        }
        return figures;
    }

    private static double grown(Map<String, Double> before, Map<String, Double> after, String name) {
        return after.getOrDefault(name, 0.0) - before.getOrDefault(name, 0.0);
    }
}
