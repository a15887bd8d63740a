package io.laiwang.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart promises, with the values of every example. */
class ChartTest {
    static Stream<Path> examples() {
        return Chart.examples();
    }

    @Test
    void lintFindsNothing() {
        var result = new Helm(Chart.FOLDER).lint().strict().call();
        assertFalse(result.isFailed(), result.getMessages().toString());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void nothingRunsAsRootNorWritesToItsImage(Path values) {
        for (JsonNode pod : Chart.pods(Chart.render(values))) {
            assertFalse(pod.path("automountServiceAccountToken").asBoolean(true));
            for (JsonNode container : pod.path("containers")) {
                JsonNode context = container.path("securityContext");
                assertTrue(context.path("runAsNonRoot").asBoolean(), container.toString());
                assertTrue(context.path("runAsUser").asInt() > 0);
                assertEquals(
                        "RuntimeDefault", context.at("/seccompProfile/type").asText());
                assertFalse(context.path("allowPrivilegeEscalation").asBoolean(true));
                assertTrue(context.path("readOnlyRootFilesystem").asBoolean());
                assertEquals("[\"ALL\"]", context.at("/capabilities/drop").toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyImageHasATagThatStaysAndEveryContainerLimits(Path values) {
        for (JsonNode pod : Chart.pods(Chart.render(values))) {
            for (JsonNode container : pod.path("containers")) {
                String image = container.path("image").asText();
                assertTrue(image.matches(".+(:[0-9][^:]*|@sha256:.+)"), image);
                for (String resource : List.of("cpu", "memory")) {
                    assertTrue(container.at("/resources/requests").has(resource), image);
                    assertTrue(container.at("/resources/limits").has(resource), image);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyDeploymentIsProbedAndHasTimeToDrain(Path values) {
        for (JsonNode deployment : Chart.of(Chart.render(values), "Deployment")) {
            JsonNode pod = deployment.at("/spec/template/spec");
            JsonNode container = pod.at("/containers/0");
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertEquals(
                        "management",
                        container.at("/" + probe + "/httpGet/port").asText());
            }
            int sleep = container.at("/lifecycle/preStop/sleep/seconds").asInt();
            int drain = drainSeconds(container);
            assertTrue(pod.path("terminationGracePeriodSeconds").asInt() >= sleep + drain + 20);
            assertEquals(container.path("name").asText().equals("gateway"), drain > 0);
            assertEquals(
                    0,
                    deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(1));
            assertEquals(2, pod.path("topologySpreadConstraints").size());
        }
    }

    private static int drainSeconds(JsonNode container) {
        String drain = variable(container, "LAIWANG_DRAIN");
        return drain.isEmpty() ? 0 : (int) Duration.parse("PT" + drain).toSeconds();
    }

    private static String variable(JsonNode container, String name) {
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable.path("value").asText();
            }
        }
        return "";
    }

    @ParameterizedTest
    @MethodSource("examples")
    void nothingMayTalkButWhatIsListed(Path values) {
        List<JsonNode> objects = Chart.render(values);
        JsonNode deny =
                Chart.one(objects, "NetworkPolicy", "chat-laiwang-default-deny").path("spec");
        assertFalse(deny.has("ingress") || deny.has("egress"), deny.toString());
        for (String service : List.of("auth-service", "group-service", "chat-service", "media-service")) {
            JsonNode policy = Chart.one(objects, "NetworkPolicy", "chat-laiwang-" + service);
            for (JsonNode rule : policy.at("/spec/ingress")) {
                assertTrue(rule.path("from").size() > 0, service + " is open: " + rule);
                assertTrue(rule.path("ports").size() > 0, service + " is open: " + rule);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatConsumesOrSweepsKeepsAnInstance(Path values) {
        List<JsonNode> objects = Chart.render(values);
        for (JsonNode deployment : Chart.of(objects, "Deployment")) {
            assertTrue(deployment.at("/spec/replicas").asInt(1) >= 1);
        }
        for (JsonNode scaled : Chart.of(objects, "ScaledObject")) {
            assertTrue(scaled.at("/spec/minReplicaCount").asInt() >= 1);
        }
        for (JsonNode sleeper : Chart.of(objects, "Service")) {
            if (sleeper.path("apiVersion").asText().startsWith("serving.knative.dev")) {
                assertEquals(
                        "chat-laiwang-auth-service",
                        sleeper.at("/metadata/name").asText());
            }
        }
    }

    @Test
    void zeroIsAnAnswerAndNotNothing() {
        List<JsonNode> objects = Chart.render(Chart.example("small"));
        JsonNode budget = Chart.one(objects, "PodDisruptionBudget", "chat-laiwang-gateway");
        assertEquals("0", budget.at("/spec/minAvailable").toString());
    }

    @Test
    void aBudgetCanCountWhatMayBeAway() {
        List<JsonNode> objects = Chart.render(
                Chart.example("small"),
                "services.gateway.podDisruptionBudget.minAvailable=null",
                "services.gateway.podDisruptionBudget.maxUnavailable=1");
        JsonNode budget = Chart.one(objects, "PodDisruptionBudget", "chat-laiwang-gateway");
        assertEquals(1, budget.at("/spec/maxUnavailable").asInt());
        assertFalse(budget.path("spec").has("minAvailable"));
    }

    @Test
    void secretsAreMadeOnceAndKept() {
        Path values = Chart.example("small");
        String name = "chat-laiwang-secrets";
        FakeCluster.SECRET.remove(name);
        JsonNode first = Chart.one(Chart.render(values), "Secret", name);
        JsonNode other = Chart.one(Chart.render(values), "Secret", name);
        assertNotEquals(first.path("data"), other.path("data"));
        assertEquals(
                "keep",
                first.at("/metadata/annotations/helm.sh~1resource-policy").asText());

        FakeCluster.SECRET.put(name, first.toString());
        assertEquals(
                first.path("data"),
                Chart.one(Chart.render(values), "Secret", name).path("data"));
        FakeCluster.SECRET.remove(name);
        assertEquals(List.of(), Chart.of(Chart.render(values, "secrets.existingSecret=mine"), "Secret"));
    }

    @Test
    void serverlessTakesTheDeploymentsPlace() {
        List<JsonNode> objects = Chart.render(Chart.example("serverless"));
        Set<String> deployed = new HashSet<>();
        Chart.of(objects, "Deployment")
                .forEach(d -> deployed.add(d.at("/metadata/name").asText()));
        assertFalse(deployed.contains("chat-laiwang-auth-service"));
        assertEquals(4, deployed.size());
        JsonNode sleeper = Chart.one(objects, "Service", "chat-laiwang-auth-service");
        assertEquals(
                "0",
                sleeper.at("/spec/template/metadata/annotations")
                        .path("autoscaling.knative.dev/min-scale")
                        .asText());
    }

    @Test
    void tracesAreToldWhereSomebodyCollectsThem() {
        List<JsonNode> told = Chart.render(
                Chart.example("small"),
                "traces.endpoint=http://collector:4319",
                "traces.port=4319",
                "traces.ratio=0.5");
        for (JsonNode deployment : Chart.of(told, "Deployment")) {
            JsonNode container = deployment.at("/spec/template/spec/containers/0");
            assertEquals("otlp", variable(container, "LAIWANG_TRACES"));
            assertEquals("http://collector:4319", variable(container, "LAIWANG_TRACES_ENDPOINT"));
            assertEquals("0.5", variable(container, "LAIWANG_TRACES_RATIO"));
        }
        JsonNode policy = Chart.one(told, "NetworkPolicy", "chat-laiwang-gateway");
        assertTrue(policy.at("/spec/egress").toString().contains("4319"));

        List<JsonNode> silent = Chart.render(Chart.example("small"));
        assertFalse(silent.toString().contains("LAIWANG_TRACES"));
        assertFalse(silent.toString().contains("4318"));
    }

    @Test
    void aKafkaWithALoginIsToldToEveryService() {
        List<JsonNode> objects = Chart.render(
                Chart.example("production"),
                "kafka.extraEnv[0].name=KAFKA_SECURITY_PROTOCOL",
                "kafka.extraEnv[0].value=SASL_SSL",
                "keda.authenticationRef=kafka");
        for (JsonNode deployment : Chart.of(objects, "Deployment")) {
            JsonNode container = deployment.at("/spec/template/spec/containers/0");
            assertEquals("SASL_SSL", variable(container, "KAFKA_SECURITY_PROTOCOL"));
        }
        JsonNode scaled = Chart.one(objects, "ScaledObject", "chat-laiwang-chat-service");
        assertEquals(
                "kafka", scaled.at("/spec/triggers/0/authenticationRef/name").asText());
    }

    @Test
    void servicesShowEachOtherTheirCertificates() {
        List<JsonNode> objects = Chart.render(Chart.example("small"), "mutualTls.secret=certificates");
        for (JsonNode deployment : Chart.of(objects, "Deployment")) {
            JsonNode pod = deployment.at("/spec/template/spec");
            JsonNode container = pod.at("/containers/0");
            assertEquals("prod,mutual-tls", variable(container, "QUARKUS_PROFILE"));
            assertEquals("https://chat-laiwang-chat-service:8080", variable(container, "LAIWANG_CHAT_URL"));
            assertTrue(pod.path("volumes").toString().contains("\"secretName\":\"certificates\""));
            assertTrue(container.path("volumeMounts").toString().contains("\"/etc/laiwang/tls\""));
        }
        List<JsonNode> plain = Chart.render(Chart.example("small"));
        assertFalse(plain.toString().contains("mutual-tls"));
        assertFalse(plain.toString().contains("https://chat-laiwang"));
    }

    @Test
    void theLagScalesWhatReadsTheLog() {
        List<JsonNode> objects = Chart.render(Chart.example("production"));
        JsonNode scaled = Chart.one(objects, "ScaledObject", "chat-laiwang-chat-service");
        JsonNode trigger = scaled.at("/spec/triggers/0/metadata");
        assertEquals("laiwang.chat-service", trigger.path("consumerGroup").asText());
        assertEquals("laiwang.conversation-commands", trigger.path("topic").asText());
        JsonNode deployment = Chart.one(objects, "Deployment", "chat-laiwang-chat-service");
        assertFalse(deployment.path("spec").has("replicas"));
    }
}
