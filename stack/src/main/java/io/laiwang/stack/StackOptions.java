package io.laiwang.stack;

import java.nio.file.Path;

/**
 * @param checkout the folder that holds the built services
 * @param data where everything is kept
 * @param port the gateway's port; 0 picks a free one
 * @param store {@code postgresql} or {@code mongodb}, for chat-service and media-service
 * @param kafkaApart whether Kafka is a process of its own, which can be killed; else it is in the stack's JVM, which is
 *     smaller
 * @param train whether to make the services' AOT caches where they are missing: worth it for who starts more than once
 * @param replicas how many instances of every service
 */
public record StackOptions(
        Path checkout, Path data, int port, String store, boolean kafkaApart, boolean train, int replicas) {
    /** With one instance of every service. */
    public StackOptions(Path checkout, Path data, int port, String store, boolean kafkaApart, boolean train) {
        this(checkout, data, port, store, kafkaApart, train, 1);
    }

    public StackOptions withReplicas(int count) {
        return new StackOptions(checkout, data, port, store, kafkaApart, train, count);
    }

    StackOptions onPort(int chosen) {
        return new StackOptions(checkout, data, chosen, store, kafkaApart, train, replicas);
    }
}
