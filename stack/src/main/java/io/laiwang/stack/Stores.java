package io.laiwang.stack;

import io.laiwang.stack.kafka.KafkaBroker;
import io.laiwang.stack.kafka.KafkaProcess;
import io.laiwang.stack.mongodb.MongoServer;
import io.laiwang.stack.postgres.PostgresServer;
import io.laiwang.stack.process.Child;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, Kafka and, if asked for, mongod; what the environment names is used instead of one of our own. */
final class Stores implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, String> passwords = new HashMap<>();
    private String postgres = "";
    private String kafka = "";
    private @Nullable String mongodb;
    private final Map<Store, Supplier<Child>> processes = new EnumMap<>(Store.class);

    static Stores start(DataFolder data, StackOptions options, Progress progress)
            throws IOException, InterruptedException {
        Stores stores = new Stores();
        try {
            stores.startPostgres(data, progress);
            stores.startKafka(data, options.kafkaApart(), progress);
            if (options.store().equals("mongodb")) {
                stores.startMongo(data, progress);
            }
            return stores;
        } catch (IOException | InterruptedException | RuntimeException e) {
            stores.close();
            throw e;
        }
    }

    String kafka() {
        return kafka;
    }

    /** What a service is told about the stores. */
    Map<String, String> environment(Service service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LAIWANG_KAFKA_BOOTSTRAP", kafka);
        if (PostgresServer.DATABASES.contains(service.shortName())) {
            String name = PostgresServer.databaseName(service.shortName());
            environment.put("LAIWANG_POSTGRES_URL", postgres + "/" + name);
            String ours = passwords.get(service.shortName());
            environment.put("LAIWANG_POSTGRES_USER", ours == null ? env("LAIWANG_POSTGRES_USER", name) : name);
            environment.put("LAIWANG_POSTGRES_PASSWORD", ours == null ? env("LAIWANG_POSTGRES_PASSWORD", "") : ours);
        }
        if (mongodb != null) {
            environment.put("LAIWANG_MONGODB_URL", mongodb);
        }
        return environment;
    }

    /** Ends one of ours the hard way; it is started again. */
    void kill9(Store store) {
        Supplier<Child> process = processes.get(store);
        if (process != null) {
            process.get().process().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("A store didn't stop cleanly: " + e.getMessage());
            }
        }
    }

    private void startPostgres(DataFolder data, Progress progress) throws IOException, InterruptedException {
        String outside = System.getenv("LAIWANG_POSTGRES_URL");
        if (outside != null) {
            postgres = outside;
            return;
        }
        progress.begins("postgresql");
        for (String database : PostgresServer.DATABASES) {
            passwords.put(database, data.secret("postgresql-" + database));
        }
        PostgresServer server =
                PostgresServer.start(data.resolve("postgresql"), data.resolve("logs/postgresql.log"), passwords);
        server.keepAlive();
        processes.put(Store.POSTGRESQL, server::process);
        started.push(server);
        postgres = server.url("").replaceAll("/[^/]*$", "");
        progress.ready("postgresql");
    }

    private void startKafka(DataFolder data, boolean apart, Progress progress)
            throws IOException, InterruptedException {
        String outside = System.getenv("LAIWANG_KAFKA_BOOTSTRAP");
        if (outside != null) {
            kafka = outside;
            return;
        }
        progress.begins("kafka");
        if (apart) {
            KafkaProcess broker = KafkaProcess.start(data.resolve("kafka"), data.resolve("logs/kafka.log"));
            broker.keepAlive();
            processes.put(Store.KAFKA, broker::process);
            started.push(broker);
            kafka = broker.bootstrap();
        } else {
            KafkaBroker broker = KafkaBroker.start(data.resolve("kafka"));
            started.push(broker);
            kafka = broker.bootstrap();
        }
        progress.ready("kafka");
    }

    private void startMongo(DataFolder data, Progress progress) throws IOException, InterruptedException {
        String outside = System.getenv("LAIWANG_MONGODB_URL");
        if (outside != null) {
            mongodb = outside;
            return;
        }
        progress.begins("mongodb");
        MongoServer server = MongoServer.start(data.resolve("mongodb"), data.resolve("logs/mongodb.log"));
        server.keepAlive();
        processes.put(Store.MONGODB, server::process);
        started.push(server);
        mongodb = server.url();
        progress.ready("mongodb");
    }

    /** For a server from outside; one of ours has its own credentials, whatever the shell says. */
    private static String env(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
