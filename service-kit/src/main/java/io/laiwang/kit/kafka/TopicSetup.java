package io.laiwang.kit.kafka;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the topics that don't exist yet, before anything reads or writes one, and refuses to start on a topic with
 * another partition count: the order of a conversation holds only as long as its partition is the same for everyone.
 */
@Singleton
class TopicSetup {
    private static final long DEADLINE_SECONDS = 30;
    private static final long PAUSE_MILLIS = 100;

    /** How topics are made. */
    @ConfigMapping(prefix = "laiwang.topics")
    interface Shape {
        /** Partitions of every topic; can't be changed once the topics are made. */
        int partitions();

        /** Copies of every partition. */
        short replication();
    }

    private final Shape shape;
    private final KafkaSettings kafka;

    TopicSetup(Shape shape, KafkaSettings kafka) {
        this.shape = shape;
        this.kafka = kafka;
    }

    void onStart(@Observes @Priority(1) StartupEvent event) throws InterruptedException, TimeoutException {
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            create(admin);
            check(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException("can't prepare the topics on Kafka at " + kafka.bootstrap(), e.getCause());
        }
    }

    private void create(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        List<NewTopic> topics = Arrays.stream(Topic.values())
                .map(t -> new NewTopic(t.topic(), shape.partitions(), shape.replication()).configs(t.config()))
                .toList();
        for (var made : admin.createTopics(topics).values().values()) {
            try {
                made.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private void check(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        for (TopicDescription topic : described(admin)) {
            if (topic.partitions().size() != shape.partitions()) {
                throw new IllegalStateException("topic %s has %d partitions, not %d: see docs/architecture.md"
                        .formatted(topic.name(), topic.partitions().size(), shape.partitions()));
            }
        }
    }

    /** The controller answers as soon as it has made a topic; a broker hears of it a moment later. */
    private static Collection<TopicDescription> described(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<String> names = Arrays.stream(Topic.values()).map(Topic::topic).toList();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (true) {
            try {
                return admin.describeTopics(names)
                        .allTopicNames()
                        .get(DEADLINE_SECONDS, TimeUnit.SECONDS)
                        .values();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > until) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
