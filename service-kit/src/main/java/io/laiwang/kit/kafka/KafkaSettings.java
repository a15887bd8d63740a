package io.laiwang.kit.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * What every client of Kafka is told: where it is, and by what it is let in. That is everything under {@code kafka.}, or
 * in the environment under {@code KAFKA_}, by Kafka's own names.
 */
@Singleton
public class KafkaSettings {
    private final Map<String, Object> common;

    public KafkaSettings(@Identifier("default-kafka-broker") Map<String, Object> common) {
        this.common = common;
    }

    /** {@code host:port,host:port} */
    public String bootstrap() {
        return String.valueOf(common.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    /** @param own what this client needs; it has the last word */
    public Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(common);
        all.putAll(own);
        return all;
    }
}
