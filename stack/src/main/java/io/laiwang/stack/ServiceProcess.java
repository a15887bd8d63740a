package io.laiwang.stack;

import io.laiwang.stack.process.Child;
import io.laiwang.stack.process.LogFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** One run of a service as a process of its own; after its death there is another run, not a second life. */
final class ServiceProcess {
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private final Service service;
    private final Child child;
    private final int port;
    private final int managementPort;

    private ServiceProcess(Service service, Child child, int port, int managementPort) {
        this.service = service;
        this.child = child;
        this.port = port;
        this.managementPort = managementPort;
    }

    static ServiceProcess start(Service service, Child.Spec spec, LogFile log) {
        return new ServiceProcess(
                service,
                Child.start(spec, log),
                port(spec, "LAIWANG_HTTP_PORT"),
                port(spec, "LAIWANG_MANAGEMENT_PORT"));
    }

    private static int port(Child.Spec spec, String variable) {
        return Integer.parseInt(Objects.requireNonNull(spec.environment().get(variable)));
    }

    Child child() {
        return child;
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    /** @throws StackException when it dies, or isn't ready in time */
    void awaitReady(HttpClient http, Path logs) throws InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady(http)) {
            if (!child.isAlive() || System.nanoTime() > deadline) {
                throw new StackException("%s %s: %s says why."
                        .formatted(
                                service.id(),
                                child.isAlive() ? "isn't ready after 90 s" : "died while it started",
                                logs.resolve(service.id() + ".log")));
            }
            Thread.sleep(50);
        }
    }

    boolean isReady(HttpClient http) throws InterruptedException {
        try {
            HttpRequest ask = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d/q/health/ready".formatted(managementPort)))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
