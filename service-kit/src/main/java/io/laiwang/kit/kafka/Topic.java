package io.laiwang.kit.kafka;

import io.laiwang.contracts.Topics;
import java.time.Duration;
import java.util.Map;

/** Every topic, with how long it is kept; partitions and replication are configuration. */
enum Topic {
    CONVERSATION_COMMANDS(Topics.CONVERSATION_COMMANDS, Duration.ofDays(7)),
    CONVERSATION_COMMANDS_DEAD(Topics.CONVERSATION_COMMANDS_DEAD, Duration.ofDays(30)),
    DELIVERIES(Topics.DELIVERIES, Duration.ofMinutes(10)),
    SIGNALS(Topics.SIGNALS, Duration.ofMinutes(1)),
    ACCOUNT_EVENTS(Topics.ACCOUNT_EVENTS, Duration.ofDays(30)),
    MEDIA_EVENTS(Topics.MEDIA_EVENTS, Duration.ofDays(30));

    private final String topic;
    private final Duration kept;

    Topic(String topic, Duration kept) {
        this.topic = topic;
        this.kept = kept;
    }

    String topic() {
        return topic;
    }

    /** The log's time is the broker's: what is decided twice is decided at the same time. */
    Map<String, String> config() {
        long millis = kept.toMillis();
        return Map.of(
                "message.timestamp.type", "LogAppendTime",
                "retention.ms", Long.toString(millis),
                // a segment is removed whole, so a short retention needs short segments
                "segment.ms", Long.toString(Math.min(millis, Duration.ofDays(1).toMillis())));
    }
}
