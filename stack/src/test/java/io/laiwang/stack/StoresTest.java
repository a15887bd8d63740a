package io.laiwang.stack;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.stack.kafka.KafkaBroker;
import io.laiwang.stack.postgres.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {
    @TempDir
    Path folder;

    @Test
    void postgresqlStartsOnTheClusterThatAKilledOneLeft() throws Exception {
        Map<String, String> passwords =
                PostgresServer.DATABASES.stream().collect(Collectors.toMap(d -> d, d -> "secret"));
        Path data = folder.resolve("postgresql");
        Path log = folder.resolve("postgresql.log");
        try (PostgresServer server = PostgresServer.start(data, log, passwords)) {
            assertTrue(
                    server.url("chat").matches("postgresql://127\\.0\\.0\\.1:\\d+/laiwang_chat"), server.url("chat"));
            server.process().process().orElseThrow().destroyForcibly();
        }
        PostgresServer.start(data, log, passwords).close();
        assertTrue(Files.readString(log).contains("was interrupted"), "it was killed, not stopped");
    }

    @Test
    void aStoreThatIsKeptAliveIsStartedAgainAtItsAddress() throws Exception {
        Map<String, String> passwords =
                PostgresServer.DATABASES.stream().collect(Collectors.toMap(d -> d, d -> "secret"));
        Path log = folder.resolve("postgresql.log");
        try (PostgresServer server = PostgresServer.start(folder.resolve("postgresql"), log, passwords)) {
            server.keepAlive();
            String address = server.url("chat");
            ProcessHandle killed = server.process().process().orElseThrow();

            killed.destroyForcibly();

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> server.process().isAlive()
                            && server.process()
                                    .process()
                                    .filter(next -> next.pid() != killed.pid())
                                    .isPresent());
            assertEquals(address, server.url("chat"));
        }
        assertTrue(Files.readString(log).contains("was interrupted"), "it was killed, not stopped");
    }

    @Test
    void kafkaKeepsItsTopicsOverARestart() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("t", 3, (short) 1))).all().get();
        }
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            var topic = admin.describeTopics(List.of("t")).allTopicNames().get().get("t");
            assertEquals(3, topic.partitions().size());
            admin.close(Duration.ofSeconds(5));
        }
    }
}
