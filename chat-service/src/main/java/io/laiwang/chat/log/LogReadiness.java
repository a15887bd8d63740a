package io.laiwang.chat.log;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the log of commands is being worked. */
@Readiness
@Singleton
class LogReadiness implements HealthCheck {
    private final CommandLog log;

    LogReadiness(CommandLog log) {
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("command-log").status(log.isReady()).build();
    }
}
