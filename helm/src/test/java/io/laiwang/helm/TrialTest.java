package io.laiwang.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stores for a trial are those that the smallest example asks for, installed as the page says. */
class TrialTest {
    private static final Pattern SETTING = Pattern.compile("--set ((?:postgresql|kafka)\\.\\w+=\\S+)");
    private static final Pattern SECRETS = Pattern.compile("for secret in (.+); do");

    private String page;
    private List<JsonNode> stores;
    private List<JsonNode> services;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of("..", "docs", "deploy.md"));
        stores = Chart.objects(Files.readString(Chart.EXAMPLES.resolve("trial-stores.yaml")));
        String[] settings =
                SETTING.matcher(page).results().map(found -> found.group(1)).toArray(String[]::new);
        services = Chart.containers(Chart.render(Chart.example("small"), settings));
    }

    @Test
    void servicesFindThem() {
        String sql = Chart.one(stores, "ConfigMap", "postgresql-init")
                .at("/data/services.sql")
                .asText();
        int databases = 0;
        for (JsonNode service : services) {
            assertListens(Chart.variable(service, "LAIWANG_KAFKA_BOOTSTRAP"));
            String url = Chart.variable(service, "LAIWANG_POSTGRES_URL");
            if (!url.isEmpty()) {
                String[] parts = url.split("/");
                String user = Chart.variable(service, "LAIWANG_POSTGRES_USER");
                assertListens(parts[parts.length - 2]);
                assertTrue(sql.contains("create database %s owner %s;".formatted(parts[parts.length - 1], user)), url);
                databases++;
            }
        }
        assertEquals(4, databases);
    }

    private void assertListens(String address) {
        String[] parts = address.split(":");
        JsonNode service = Chart.one(stores, "Service", parts[0]);
        assertEquals(parts[1], service.at("/spec/ports/0/port").asText());
        JsonNode pod = Chart.one(stores, "StatefulSet", parts[0]).at("/spec/template");
        assertEquals(service.at("/spec/selector"), pod.at("/metadata/labels"));
        assertEquals(
                parts[1], pod.at("/spec/containers/0/ports/0/containerPort").asText());
    }

    @Test
    void passwordsAreThoseThatThePageMakes() {
        MatchResult loop = SECRETS.matcher(page).results().findFirst().orElseThrow();
        Set<String> made = new TreeSet<>();
        for (String secret : loop.group(1).split(" ")) {
            made.add("laiwang-" + secret);
        }
        List<JsonNode> containers =
                Chart.pods(stores).stream().map(pod -> pod.at("/containers/0")).toList();
        assertEquals(made, passwords(containers));

        Set<String> asked = passwords(services);
        assertEquals(4, asked.size(), asked.toString());
        assertTrue(made.containsAll(asked), asked.toString());
    }

    private static Set<String> passwords(List<JsonNode> containers) {
        Set<String> secrets = new TreeSet<>();
        for (JsonNode container : containers) {
            for (JsonNode variable : container.path("env")) {
                JsonNode key = variable.at("/valueFrom/secretKeyRef");
                if (key.path("key").asText().equals("password")) {
                    secrets.add(key.path("name").asText());
                }
            }
        }
        return secrets;
    }
}
