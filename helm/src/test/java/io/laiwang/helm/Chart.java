package io.laiwang.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chart, and what becomes of it with some values. */
final class Chart {
    static final Path FOLDER = Path.of("laiwang");
    static final Path EXAMPLES = Path.of("examples");
    static final ObjectMapper YAML = new YAMLMapper();

    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
            Map.entry("v1/Pod", Pod.class),
            Map.entry("v1/Secret", Secret.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class));

    /** Without the catch-all that the types have, so that what they don't know is an error. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated method) {
                    return false;
                }
            });

    static {
        FakeCluster.start();
    }

    private Chart() {}

    static Stream<Path> examples() {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("values"))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path example(String name) {
        return EXAMPLES.resolve("values").resolve(name + ".yaml");
    }

    /** Every object that the chart makes. */
    static List<JsonNode> render(Path values, String... settings) {
        TemplateCommand command = new Helm(FOLDER)
                .template()
                .withName("chat")
                .withNamespace("laiwang")
                .withKubeVersion("1.31.0")
                .withValuesFile(values);
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            command.set(parts[0], parts[1]);
        }
        return objects(command.call());
    }

    /** Every object of a text; what Kubernetes itself defines is read into its types on the way. */
    static List<JsonNode> objects(String yaml) {
        List<JsonNode> objects = new ArrayList<>();
        try (var found = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            found.forEachRemaining(object -> {
                if (object.isObject()) {
                    objects.add(object);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        objects.forEach(Chart::read);
        return objects;
    }

    static List<JsonNode> of(List<JsonNode> objects, String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    static JsonNode one(List<JsonNode> objects, String kind, String name) {
        return of(objects, kind).stream()
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    /** Of everything that runs: Deployments, Knative's, and the test. */
    static List<JsonNode> pods(List<JsonNode> objects) {
        return objects.stream()
                .map(object -> object.path("kind").asText().equals("Pod")
                        ? object.path("spec")
                        : object.at("/spec/template/spec"))
                .filter(pod -> pod.has("containers"))
                .toList();
    }

    private static void read(JsonNode object) {
        String id =
                object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        Class<?> type = TYPES.get(id);
        if (type == null) {
            return;
        }
        try {
            STRICT.treeToValue(object, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(id + " " + object.at("/metadata/name").asText() + ": " + e.getMessage(), e);
        }
    }

    /** The first of each deployment. */
    static List<JsonNode> containers(List<JsonNode> objects) {
        return of(objects, "Deployment").stream()
                .map(deployment -> deployment.at("/spec/template/spec/containers/0"))
                .toList();
    }

    /** What a container is told by the name of a variable; nothing where it isn't. */
    static String variable(JsonNode container, String name) {
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable.path("value").asText();
            }
        }
        return "";
    }
}
