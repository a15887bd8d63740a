package io.laiwang.testing;

import io.laiwang.stack.kafka.KafkaBroker;
import io.laiwang.stack.mongodb.MongoServer;
import io.laiwang.stack.postgres.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Real PostgreSQL and Kafka, and keys for real access tokens, once a JVM. {@code database} names whose database the
 * service under test gets; {@code store=mongodb} starts a mongod as well.
 */
public final class EmbeddedStack implements QuarkusTestResourceLifecycleManager {
    public static final String SERVICE_TOKEN = "service-token-of-a-test";

    private @Nullable Path folder;
    private @Nullable PostgresServer postgres;
    private @Nullable KafkaBroker kafka;
    private @Nullable MongoServer mongo;
    private String database = "auth";
    private String store = "postgresql";

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", database);
        store = arguments.getOrDefault("store", store);
    }

    @Override
    public Map<String, String> start() {
        try {
            Path data = Files.createTempDirectory("laiwang-test-");
            folder = data;
            Map<String, String> passwords =
                    PostgresServer.DATABASES.stream().collect(Collectors.toMap(d -> d, d -> "secret"));
            postgres = PostgresServer.start(data.resolve("postgresql"), data.resolve("postgresql.log"), passwords);
            kafka = KafkaBroker.start(data.resolve("kafka"));
            Outages.of(new Stores());
            Map<String, String> settings = settings(postgres, kafka, data);
            if (store.equals("mongodb")) {
                mongo = MongoServer.start(data.resolve("mongodb"), data.resolve("mongodb.log"));
                settings.put("LAIWANG_MONGODB_URL", mongo.url());
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private final class Stores implements Outages.Stores {
        @Override
        public void killPostgres() {
            Objects.requireNonNull(postgres).process().process().ifPresent(ProcessHandle::destroyForcibly);
        }

        @Override
        public void restartPostgres() throws IOException, InterruptedException {
            PostgresServer killed = Objects.requireNonNull(postgres);
            killed.close();
            Path data = Objects.requireNonNull(folder);
            postgres = PostgresServer.start(
                    data.resolve("postgresql"), data.resolve("postgresql.log"), Map.of(), killed.port());
        }

        @Override
        public void stopKafka() {
            Objects.requireNonNull(kafka).close();
        }

        @Override
        public void restartKafka() throws IOException {
            int port =
                    Integer.parseInt(Objects.requireNonNull(kafka).bootstrap().replaceFirst(".*:", ""));
            kafka = KafkaBroker.start(Objects.requireNonNull(folder).resolve("kafka"), port);
        }
    }

    private Map<String, String> settings(PostgresServer postgres, KafkaBroker kafka, Path data) {
        Map<String, String> settings = new HashMap<>();
        settings.put("LAIWANG_POSTGRES_URL", postgres.url(database));
        settings.put("LAIWANG_POSTGRES_USER", PostgresServer.databaseName(database));
        settings.put("LAIWANG_POSTGRES_PASSWORD", "secret");
        settings.put("LAIWANG_KAFKA_BOOTSTRAP", kafka.bootstrap());
        settings.put("LAIWANG_TOPIC_PARTITIONS", "8");
        settings.put("LAIWANG_TOPIC_REPLICATION", "1");
        settings.put("LAIWANG_SERVICE_TOKEN", SERVICE_TOKEN);
        settings.put("LAIWANG_STORE", store);
        settings.put("LAIWANG_KEY_SECRET", "dGVzdC10ZXN0LXRlc3QtdGVzdC10ZXN0LXRlc3QtMDA=");
        settings.put("LAIWANG_MEDIA_DIR", data.resolve("media").toString());
        settings.put("LAIWANG_BURN_KEYS", data.resolve("burn-keys").toString());
        settings.put("LAIWANG_AUTH_URL", TestTokens.start());
        settings.put("LAIWANG_HTTP_PORT", "0");
        settings.put("LAIWANG_MANAGEMENT_PORT", "0");
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        return settings;
    }

    @Override
    public void stop() {
        try {
            if (kafka != null) {
                kafka.close();
            }
            if (postgres != null) {
                postgres.close();
            }
            if (mongo != null) {
                mongo.close();
            }
            if (folder != null) {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
