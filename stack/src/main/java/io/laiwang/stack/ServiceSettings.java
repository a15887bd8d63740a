package io.laiwang.stack;

import io.laiwang.stack.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How the services of this stack run: their JVM flags, and all that they are told through the environment. */
final class ServiceSettings {
    private static final String HEAP = "-Xmx160m";

    /**
     * For a small machine: one collector thread, one compiler, a heap that fits. An AOT cache is refused when any of
     * these differ from those it was made with, and images have the same, but for the heap.
     */
    static final List<String> FLAGS = List.of(
            HEAP,
            "-Xms24m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            // a limit and no memory that is taken; four fifths of it are what an AOT cache has to fit into
            "-XX:MaxMetaspaceSize=256m",
            "-XX:ReservedCodeCacheSize=48m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dvertx.disableDnsResolver=true",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final StackOptions options;
    private final DataFolder data;
    private final Stores stores;
    /** Whoever puts some into the data folder has services show them to each other. */
    private final Path certificates;

    private final boolean hasCertificates;
    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);

    ServiceSettings(StackOptions options, DataFolder data, Stores stores) {
        this.options = options;
        this.data = data;
        this.stores = stores;
        this.certificates = data.resolve("tls");
        // for all of a run: who is started again must speak as the others do
        this.hasCertificates = Files.isDirectory(certificates);
        for (Service service : Service.values()) {
            ports.put(service, service == Service.GATEWAY ? options.port() : Ports.free());
        }
    }

    /** @throws StackException when it isn't built */
    List<String> command(Service service, AotCaches.Use aot) {
        List<String> command = new ArrayList<>();
        if (NativeExecutables.areWanted()) {
            command.add(NativeExecutables.of(service, options.checkout()).toString());
            command.add(HEAP);
            return command;
        }
        Path jar = service.jar(options.checkout());
        if (!Files.exists(jar)) {
            throw new StackException("%s isn't built: %s is missing.".formatted(service.id(), jar));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(aot.flags(service.aotCache(options.checkout())));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    Map<String, String> environment(Service service) throws IOException {
        Map<String, String> environment = new HashMap<>(stores.environment(service));
        environment.put("LAIWANG_HTTP_HOST", host(service));
        environment.put("LAIWANG_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("LAIWANG_HTTP_PORT", Integer.toString(port(service)));
        environment.put("LAIWANG_STORE", options.store());
        environment.put("LAIWANG_TOPIC_PARTITIONS", "8");
        environment.put("LAIWANG_TOPIC_REPLICATION", "1");
        environment.put("LAIWANG_SERVICE_TOKEN", data.secret("service-token"));
        environment.put("LAIWANG_AUTH_URL", url(Service.AUTH_SERVICE));
        environment.put("LAIWANG_GROUP_URL", url(Service.GROUP_SERVICE));
        environment.put("LAIWANG_CHAT_URL", url(Service.CHAT_SERVICE));
        environment.put("LAIWANG_MEDIA_URL", url(Service.MEDIA_SERVICE));
        if (hasCertificates) {
            environment.put("QUARKUS_PROFILE", "prod,mutual-tls");
            environment.put("LAIWANG_MUTUAL_TLS_DIR", certificates.toString());
        }
        if (service == Service.GATEWAY) {
            // everyone has the same address here
            environment.put("LAIWANG_LIMIT_BY_ADDRESS", "false");
        }
        if (service == Service.AUTH_SERVICE) {
            environment.put("LAIWANG_KEY_SECRET", data.secret("key-secret"));
        }
        if (service == Service.CHAT_SERVICE) {
            environment.put("LAIWANG_BURN_KEYS", data.resolve("burn-keys").toString());
        }
        if (service == Service.MEDIA_SERVICE) {
            environment.put("LAIWANG_MEDIA_DIR", data.resolve("media").toString());
        }
        return environment;
    }

    /** The gateway alone is for others. */
    String host(Service service) {
        return service == Service.GATEWAY ? "0.0.0.0" : "127.0.0.1";
    }

    String url(Service service) {
        String scheme = service != Service.GATEWAY && hasCertificates ? "https" : "http";
        return scheme + "://127.0.0.1:" + port(service);
    }

    int port(Service service) {
        return Objects.requireNonNull(ports.get(service));
    }
}
