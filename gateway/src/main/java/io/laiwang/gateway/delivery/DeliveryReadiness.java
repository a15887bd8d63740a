package io.laiwang.gateway.delivery;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when this gateway knows where it reads deliveries from. That Kafka is out is told by {@code /q/health/well}. */
@Readiness
@Singleton
class DeliveryReadiness implements HealthCheck {
    private final Broadcast broadcast;

    DeliveryReadiness(Broadcast broadcast) {
        this.broadcast = broadcast;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("deliveries")
                .status(broadcast.isStarted())
                .build();
    }
}
