package io.laiwang.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool reads the alerts, and the queries of the dashboard, where it is on the PATH. */
class RulesTest {
    private static final Optional<Path> PROMTOOL = Stream.of(
                    System.getenv().getOrDefault("PATH", "").split(":"))
            .map(folder -> Path.of(folder, "promtool"))
            .filter(Files::isExecutable)
            .findFirst();

    @TempDir
    Path folder;

    @BeforeEach
    void isThere() {
        Assumptions.assumeTrue(PROMTOOL.isPresent(), "there is no promtool on the PATH");
    }

    @Test
    void alertsAreRules() throws IOException, InterruptedException {
        List<JsonNode> objects = Chart.render(Chart.example("production"));
        JsonNode rules = Chart.of(objects, "PrometheusRule").getFirst().path("spec");
        assertFalse(rules.at("/groups/0/rules").isEmpty());

        check(rules);
    }

    @Test
    void dashboardsAskInPromQl() throws IOException, InterruptedException {
        ObjectNode file = Chart.YAML.createObjectNode();
        ArrayNode rules =
                file.putArray("groups").addObject().put("name", "queries").putArray("rules");
        Path dashboard = Chart.FOLDER.resolve("dashboards/laiwang.json");
        for (String query : Chart.YAML.readTree(dashboard.toFile()).findValuesAsText("expr")) {
            // what Grafana puts in its place
            String plain = query.replace("$__rate_interval", "5m");
            rules.addObject().put("record", "query:" + rules.size()).put("expr", plain);
        }
        assertFalse(rules.isEmpty());

        check(file);
    }

    private void check(JsonNode rules) throws IOException, InterruptedException {
        Path file = folder.resolve("rules.json");
        Files.writeString(file, rules.toString());
        Process tool = new ProcessBuilder(PROMTOOL.orElseThrow().toString(), "check", "rules", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, tool.waitFor(), said);
    }
}
