package io.laiwang.kit.health;

import io.laiwang.kit.kafka.KafkaSettings;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.NetClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.net.NetClient;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether one of the brokers is there. Told at {@code /q/health/well} and no part of readiness: most of what a service
 * does goes on without Kafka, and if all instances were taken out of service at once nothing would.
 */
@Wellness
@Singleton
class KafkaWellness implements AsyncHealthCheck {
    private static final int PATIENCE_MILLIS = 1_000;

    private final NetClient client;
    private final List<String> brokers;

    KafkaWellness(Vertx vertx, KafkaSettings kafka) {
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(PATIENCE_MILLIS));
        this.brokers =
                Arrays.stream(kafka.bootstrap().split(",")).map(String::strip).toList();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        List<Uni<Boolean>> answers = brokers.stream().map(this::answers).collect(Collectors.toList());
        return Uni.join().all(answers).andFailFast().map(all -> HealthCheckResponse.named("kafka")
                .status(all.contains(true))
                .build());
    }

    private Uni<Boolean> answers(String broker) {
        int colon = broker.lastIndexOf(':');
        return client.connect(Integer.parseInt(broker.substring(colon + 1)), broker.substring(0, colon))
                .call(socket -> socket.close())
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(false);
    }
}
