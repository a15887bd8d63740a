package io.laiwang.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
            assertEquals(2, pod.path("topologySpreadConstraints").size());
        }
    }

    private static int drainSeconds(JsonNode container) {
        String drain = Chart.variable(container, "LAIWANG_DRAIN");
        return drain.isEmpty() ? 0 : (int) Duration.parse("PT" + drain).toSeconds();
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
                        "chat-laiwang-auth-serverless",
                        sleeper.at("/metadata/name").asText());
            }
        }
    }
}
