package io.laiwang.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the services' own sources say. */
final class Sources {
    private static final List<String> SERVICES =
            List.of("gateway", "auth-service", "group-service", "chat-service", "media-service");
    private static final Pattern CALL = Pattern.compile("services(?:\\(\\))?\\.(\\w+)Url\\(\\)");
    private static final Pattern METER =
            Pattern.compile("(?:counter|gauge|timer|summary|builder)\\(\\s*\"laiwang\\.([a-z.]+)\"");

    private Sources() {}

    /** Names without their first part, with dots. */
    static Set<String> metrics() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String service : SERVICES) {
            names.addAll(find(METER, service));
        }
        return names;
    }

    /** Whom each service calls, in the order of the services: the gateway passes requests on to all of them. */
    static Map<String, List<String>> calls() throws IOException {
        Set<String> fromAll = find(CALL, "service-kit");
        Map<String, List<String>> calls = new LinkedHashMap<>();
        for (String caller : SERVICES) {
            Set<String> called = find(CALL, caller);
            called.addAll(fromAll);
            calls.put(
                    caller,
                    SERVICES.stream()
                            .filter(service -> !service.equals(caller) && !service.equals("gateway"))
                            .filter(service ->
                                    caller.equals("gateway") || called.contains(service.replace("-service", "")))
                            .toList());
        }
        return calls;
    }

    private static Set<String> find(Pattern pattern, String module) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> pattern.matcher(read(file)).results().map(found -> found.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
