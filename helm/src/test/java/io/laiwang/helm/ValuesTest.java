package io.laiwang.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are what the schema says, and a mistake is told in a sentence. */
class ValuesTest {
    /** Whose keys are the operator's own. */
    private static final Set<String> FREE =
            Set.of("annotations", "commonLabels", "labels", "podAnnotations", "nodeSelector");

    @Test
    void theSchemaHasEveryValueAndNoOther() throws IOException {
        JsonNode schema =
                Chart.YAML.readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
        JsonNode values =
                Chart.YAML.readTree(Chart.FOLDER.resolve("values.yaml").toFile());
        Set<String> allowed = new TreeSet<>();
        Set<String> given = new TreeSet<>();
        allowed(schema, "", allowed);
        given(values, "", given);
        allowed.remove("global");
        allowed.removeIf(path -> path.endsWith("podDisruptionBudget.maxUnavailable"));
        assertEquals(given, allowed);
    }

    @Test
    void aSentenceStandsAboveEveryValueThatIsNotPlain() throws IOException {
        List<String> lines = Files.readAllLines(Chart.FOLDER.resolve("values.yaml"));
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).matches("[a-z]\\w+:.*")) {
                assertTrue(
                        lines.get(i - 1).startsWith("#")
                                || lines.get(i).equals("image:")
                                || lines.get(i).equals("secrets:")
                                || lines.get(i).equals("ingress:")
                                || lines.get(i).equals("networkPolicy:"),
                        "nothing says what this is: " + lines.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.bootstrp=x",
                "services.gateway.replica=2",
                "services.gatewy.replicas=2",
                "services.gateway.replicas=0",
                "keda.minReplicas=0",
                "store=oracle"
            })
    void aTypoIsRefused(String setting) {
        var failure = assertThrows(RuntimeException.class, () -> Chart.render(Chart.example("production"), setting));
        assertTrue(String.valueOf(failure.getMessage()).contains("schema"), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            image.tag=latest                                     | nobody could say what runs
            kafka.bootstrap=                                     | kafka.bootstrap must name
            postgresql.host=                                     | postgresql.host must name
            mongodb.urlSecret.name=                              | mongodb.urlSecret.name must name
            services.auth-service.postgresql.passwordSecret.name= | services.auth-service.postgresql.passwordSecret.name
            services.gateway.podDisruptionBudget.maxUnavailable=1 | minAvailable and maxUnavailable
            services.gateway.autoscaling.maxReplicas=1           | above maxReplicas
            services.chat-service.autoscaling.enabled=true       | both scale chat-service
            keda.maxReplicas=65                                  | above kafka.partitions
            keda.minReplicas=13                                  | keda.minReplicas is above
            kafka.bootstrap=kafka:9092                           | KEDA asks from a namespace of its own
            trustedProxies=null                                  | trustedProxies must name
            burnKeys.accessMode=ReadWriteOnce | burnKeys.accessMode must be
            media.accessMode=ReadWriteOnce                       | must be ReadWriteMany
            gatewayApi.enabled=true                              | both publish the gateway
            ingress.host=                                        | ingress.host must be set""")
    void aContradictionIsRefusedInASentence(String setting, String sentence) {
        var failure = assertThrows(RuntimeException.class, () -> Chart.render(Chart.example("production"), setting));
        assertTrue(String.valueOf(failure.getMessage()).contains(sentence), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            services.auth-service.autoscaling.enabled=true | both scale auth-service
            mutualTls.secret=certificates                  | has no certificate of the services
            gatewayApi.host=                               | gatewayApi.host and gatewayApi.parentName""")
    void aContradictionOfTheServerlessIsRefusedToo(String setting, String sentence) {
        var failure = assertThrows(RuntimeException.class, () -> Chart.render(Chart.example("serverless"), setting));
        assertTrue(String.valueOf(failure.getMessage()).contains(sentence), failure.getMessage());
    }

    private static void allowed(JsonNode schema, String path, Set<String> found) {
        JsonNode properties = schema.path("properties");
        String name = path.substring(path.lastIndexOf('.') + 1);
        if (properties.isMissingNode() || name.equals("resources")) {
            found.add(path);
            return;
        }
        assertEquals("false", schema.path("additionalProperties").toString(), "open: " + path);
        properties.properties().forEach(e -> allowed(e.getValue(), join(path, e.getKey()), found));
    }

    private static void given(JsonNode value, String path, Set<String> found) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        if (!value.isObject() || FREE.contains(name) || name.equals("resources")) {
            found.add(path);
            return;
        }
        value.properties().forEach(e -> given(e.getValue(), join(path, e.getKey()), found));
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
