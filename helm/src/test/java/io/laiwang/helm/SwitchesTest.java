package io.laiwang.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each switch of the chart turns on, and that it does so alone. */
class SwitchesTest {
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

    /** With such a volume a new instance on another node would wait for the old one, which waits for the new one. */
    @Test
    void whatHoldsAVolumeOfOneNodeGoesBeforeTheNextComes() {
        for (JsonNode deployment : Chart.of(Chart.render(Chart.example("small")), "Deployment")) {
            String name = deployment.at("/metadata/name").asText();
            boolean holds = name.endsWith("chat-service") || name.endsWith("media-service");
            JsonNode strategy = deployment.at("/spec/strategy");
            assertEquals(holds, strategy.path("type").asText().equals("Recreate"), name);
            assertEquals(!holds, strategy.has("rollingUpdate"), name);
        }
        for (JsonNode deployment : Chart.of(Chart.render(Chart.example("production")), "Deployment")) {
            JsonNode rolling = deployment.at("/spec/strategy/rollingUpdate");
            assertEquals(
                    0,
                    rolling.path("maxUnavailable").asInt(1),
                    deployment.at("/metadata/name").asText());
        }
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
        JsonNode sleeper = Chart.one(objects, "Service", "chat-laiwang-auth-serverless");
        assertEquals(
                "0",
                sleeper.at("/spec/template/metadata/annotations")
                        .path("autoscaling.knative.dev/min-scale")
                        .asText());
        // Knative asks for it on the port of the API, whatever is said here, and no path there is for it
        assertEquals(
                "{\"tcpSocket\":{\"port\":8080}}",
                sleeper.at("/spec/template/spec/containers/0/livenessProbe").toString());
    }

    /** Else the one that the proxy has would be everybody's. */
    @Test
    void aGatewayKnowsWhoseWordForAnAddressItTakes() {
        for (JsonNode container : Chart.containers(Chart.render(Chart.example("production")))) {
            boolean isGateway = container.path("name").asText().equals("gateway");
            assertEquals(isGateway ? "10.0.0.0/8" : "", Chart.variable(container, "LAIWANG_TRUSTED_PROXIES"));
        }
    }

    @Test
    void theTestReachesTheGatewayWhoeverElseMay() {
        List<JsonNode> objects = Chart.render(Chart.example("production"));
        JsonNode policy = Chart.one(objects, "NetworkPolicy", "chat-laiwang-gateway");
        JsonNode rule = policy.at("/spec/ingress/0");
        assertEquals(8080, rule.at("/ports/0/port").asInt());
        assertEquals(List.of("ingress-nginx"), rule.findValuesAsText("kubernetes.io/metadata.name"));
        assertEquals(List.of("test"), rule.findValuesAsText("app.kubernetes.io/component"));
    }

    @Test
    void whatMayBeAsleepIsWaitedFor() {
        for (JsonNode container : Chart.containers(Chart.render(Chart.example("serverless")))) {
            assertEquals("20S", Chart.variable(container, "LAIWANG_AUTH_WAKING"));
        }
        for (JsonNode container : Chart.containers(Chart.render(Chart.example("small")))) {
            assertEquals("", Chart.variable(container, "LAIWANG_AUTH_WAKING"));
        }
    }

    @Test
    void tracesAreToldWhereSomebodyCollectsThem() {
        List<JsonNode> told = Chart.render(
                Chart.example("small"),
                "traces.endpoint=http://collector:4319",
                "traces.port=4319",
                "traces.ratio=0.5");
        for (JsonNode container : Chart.containers(told)) {
            assertEquals("otlp", Chart.variable(container, "LAIWANG_TRACES"));
            assertEquals("http://collector:4319", Chart.variable(container, "LAIWANG_TRACES_ENDPOINT"));
            assertEquals("0.5", Chart.variable(container, "LAIWANG_TRACES_RATIO"));
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
        for (JsonNode container : Chart.containers(objects)) {
            assertEquals("SASL_SSL", Chart.variable(container, "KAFKA_SECURITY_PROTOCOL"));
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
            assertEquals("prod,mutual-tls", Chart.variable(container, "QUARKUS_PROFILE"));
            assertEquals("https://chat-laiwang-chat-service:8080", Chart.variable(container, "LAIWANG_CHAT_URL"));
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

    /** Else nobody would know the lag. */
    @Test
    void theKafkaOfTheExampleLetsWhoScalesAsk() throws IOException {
        List<JsonNode> objects = Chart.objects(Files.readString(Chart.EXAMPLES.resolve("kafka-strimzi.yaml")));
        JsonNode peers = Chart.one(objects, "Kafka", "laiwang-kafka").at("/spec/kafka/listeners/0/networkPolicyPeers");
        List<String> namespaces = peers.findValuesAsText("kubernetes.io/metadata.name");
        List<String> pods = peers.findValuesAsText("app.kubernetes.io/name");
        assertEquals(List.of("keda"), namespaces);
        assertEquals(List.of("laiwang", "keda-operator"), pods);
    }
}
