package io.laiwang.kit.kafka;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.laiwang.kit.trace.Traces;
import io.laiwang.stack.kafka.KafkaBroker;
import io.laiwang.stack.process.Ports;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that speaks TLS and asks for a password. */
class GuardedKafkaTest {
    private static final String PASSWORD = "changeit";
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private static KafkaBroker kafka;
    private static String certificate;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        new CertificateGenerator(folder, true)
                .generate(new CertificateRequest()
                        .withName("broker")
                        .withFormats(List.of(Format.PKCS12, Format.PEM))
                        .withPassword(PASSWORD)
                        .withSubjectAlternativeName("IP:127.0.0.1"));
        Path store = folder.resolve("broker-keystore.p12");
        Path pem = folder.resolve("broker.crt");
        certificate = Files.readString(pem);
        kafka = KafkaBroker.start(folder.resolve("kafka"), Ports.free(), guarded(store, pem));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void letsInWhoIsSetToKnowIt() {
        KafkaSettings settings = settings("right");
        assertDoesNotThrow(() -> new TopicSetup(new Shape(), settings).onStart(new StartupEvent()));
        RecordSender sender = new RecordSender(Traces.off(), settings);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topic.DELIVERIES.topic(), "key", new byte[] {1});

        assertDoesNotThrow(() -> sender.send(record).await().atMost(Duration.ofSeconds(10)));

        sender.close();
    }

    @Test
    void letsNobodyElseIn() {
        TopicSetup setup = new TopicSetup(new Shape(), settings("wrong"));

        Throwable cause = assertThrows(IllegalStateException.class, () -> setup.onStart(new StartupEvent()))
                .getCause();

        assertEquals("SaslAuthenticationException", cause.getClass().getSimpleName());
    }

    /** As an operator sets them, by Kafka's own names. */
    private static KafkaSettings settings(String password) {
        return new KafkaSettings(Map.of(
                "bootstrap.servers",
                kafka.bootstrap(),
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.certificates",
                certificate,
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                PLAIN + " username=\"laiwang\" password=\"%s\";".formatted(password)));
    }

    private static Map<String, String> guarded(Path store, Path pem) {
        Map<String, String> settings = new HashMap<>();
        settings.put("listener.security.protocol.map", "CLIENTS:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put("ssl.keystore.location", store.toString());
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.password", PASSWORD);
        settings.put("ssl.key.password", PASSWORD);
        // the broker tries at its start whether it would believe itself
        settings.put("ssl.truststore.location", pem.toString());
        settings.put("ssl.truststore.type", "PEM");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put(
                "listener.name.clients.plain.sasl.jaas.config",
                PLAIN + " username=\"broker\" password=\"right\" user_broker=\"right\" user_laiwang=\"right\";");
        return settings;
    }

    private record Shape() implements TopicSetup.Shape {
        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public short replication() {
            return 1;
        }
    }
}
