package io.laiwang.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LetterCommandTest {
    @Test
    void speaksToKafkaAsTheServicesDo() {
        Map<String, String> environment = Map.of(
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/ca.pem",
                "LAIWANG_KAFKA_BOOTSTRAP", "kafka:9093",
                "HOME", "/root");

        assertEquals(
                Map.of(
                        "bootstrap.servers", "kafka:9093",
                        "security.protocol", "SASL_SSL",
                        "ssl.truststore.location", "/etc/ca.pem"),
                LetterCommand.clients("kafka:9093", environment));
    }
}
