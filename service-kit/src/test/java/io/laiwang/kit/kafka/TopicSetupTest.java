package io.laiwang.kit.kafka;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.laiwang.stack.kafka.KafkaBroker;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics on a real broker. */
class TopicSetupTest {
    private static final List<String> TOPICS =
            Arrays.stream(Topic.values()).map(Topic::topic).toList();

    private static KafkaBroker kafka;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        kafka = KafkaBroker.start(data);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void topicsAreMadeAlsoWhereTheBrokerHearsOfThemLate() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertDoesNotThrow(() -> setUp(8));
            delete();
        }
    }

    @Test
    void topicsThatAreThereStayAsTheyAre() throws Exception {
        setUp(8);

        assertDoesNotThrow(() -> setUp(8));
        String refused =
                assertThrows(IllegalStateException.class, () -> setUp(4)).getMessage();

        assertEquals("has 8 partitions, not 4: see docs/architecture.md", refused.replaceFirst("topic \\S+ ", ""));
        delete();
    }

    private static void setUp(int partitions) throws Exception {
        new TopicSetup(new Shape(partitions), settings()).onStart(new StartupEvent());
    }

    private static KafkaSettings settings() {
        return new KafkaSettings(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()));
    }

    private static void delete() throws Exception {
        try (Admin admin = Admin.create(settings().with(Map.of()))) {
            admin.deleteTopics(TOPICS).all().get(30, TimeUnit.SECONDS);
        }
    }

    private record Shape(int partitions) implements TopicSetup.Shape {
        @Override
        public short replication() {
            return 1;
        }
    }
}
