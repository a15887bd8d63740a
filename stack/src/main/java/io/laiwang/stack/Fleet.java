package io.laiwang.stack;

import io.laiwang.stack.process.Balancer;
import io.laiwang.stack.process.Child;
import io.laiwang.stack.process.LogFile;
import io.laiwang.stack.process.Ports;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The instances of all services, which are started again when they die. Where a service has several, they share its port
 * behind a balancer, and each listens on a port of its own.
 */
final class Fleet implements AutoCloseable {
    private final DataFolder data;
    private final ServiceSettings settings;
    private final Progress progress;
    private final Runnable givesUp;
    private final Map<Service, LogFile> logs = new EnumMap<>(Service.class);
    private final Map<Seat, ServiceProcess> running = new HashMap<>();
    private final List<Balancer> balancers = new ArrayList<>();
    private final RestartBudget restarts = new RestartBudget();
    private final HttpClient http = HttpClient.newHttpClient();

    /** Where an instance sits: one that died is followed by another one. */
    private record Seat(Service service, int number) {}

    /** @param givesUp when a service dies again and again */
    Fleet(DataFolder data, ServiceSettings settings, Progress progress, Runnable givesUp) throws IOException {
        this.data = data;
        this.settings = settings;
        this.progress = progress;
        this.givesUp = givesUp;
        for (Service service : Service.values()) {
            logs.put(service, new LogFile(logFile(service)));
        }
    }

    Path logFolder() {
        return data.resolve("logs");
    }

    private Path logFile(Service service) {
        return logFolder().resolve(service.id() + ".log");
    }

    /** Returns when all are ready. */
    void start(int replicas, AotCaches.Use aot, Progress told) throws IOException, InterruptedException {
        List<Seat> seats = IntStream.range(0, replicas)
                .boxed()
                .flatMap(number -> Arrays.stream(Service.values()).map(service -> new Seat(service, number)))
                .toList();
        for (Seat seat : seats) {
            run(seat, replicas > 1, aot);
        }
        if (replicas > 1) {
            for (Service service : Service.values()) {
                balancers.add(
                        Balancer.start(settings.host(service), settings.port(service), () -> readyPorts(service)));
            }
        }
        for (Seat seat : seats) {
            process(seat).awaitReady(http, logFolder());
            if (seat.number() == replicas - 1) {
                told.ready(seat.service().id());
            }
        }
        for (Seat seat : seats) {
            restartWhenItDies(seat, process(seat), replicas > 1);
        }
    }

    /** One more, which nobody starts again. */
    ServiceProcess another(Service service, Map<String, String> told) throws IOException {
        Map<String, String> own = new HashMap<>(Map.of("LAIWANG_HTTP_PORT", Integer.toString(Ports.free())));
        own.putAll(told);
        return start(service, AotCaches.Use.START, own);
    }

    void stop() throws IOException {
        for (Balancer balancer : balancers) {
            balancer.close();
        }
        balancers.clear();
        CompletableFuture<?>[] stops;
        synchronized (running) {
            stops = running.values().stream()
                    .map(p -> CompletableFuture.runAsync(
                            p.child()::stop, task -> Thread.ofPlatform().start(task)))
                    .toArray(CompletableFuture[]::new);
            running.clear();
        }
        CompletableFuture.allOf(stops).join();
    }

    @Override
    public void close() throws IOException {
        stop();
        for (LogFile log : logs.values()) {
            log.close();
        }
    }

    ServiceProcess process(Service service, int number) {
        return process(new Seat(service, number));
    }

    boolean isReady(Service service, int number) throws InterruptedException {
        return process(service, number).isReady(http);
    }

    private ServiceProcess process(Seat seat) {
        synchronized (running) {
            return Objects.requireNonNull(running.get(seat));
        }
    }

    /** Ports of those that take calls now. */
    private List<Integer> readyPorts(Service service) throws InterruptedException {
        List<ServiceProcess> instances;
        synchronized (running) {
            instances = running.entrySet().stream()
                    .filter(entry -> entry.getKey().service() == service)
                    .map(Map.Entry::getValue)
                    .toList();
        }
        List<Integer> ports = new ArrayList<>();
        for (ServiceProcess instance : instances) {
            if (instance.isReady(http)) {
                ports.add(instance.port());
            }
        }
        return ports;
    }

    private ServiceProcess run(Seat seat, boolean isBalanced, AotCaches.Use aot) throws IOException {
        Map<String, String> own = isBalanced
                ? Map.of("LAIWANG_HTTP_HOST", "127.0.0.1", "LAIWANG_HTTP_PORT", Integer.toString(Ports.free()))
                : Map.of();
        ServiceProcess process = start(seat.service(), aot, own);
        synchronized (running) {
            running.put(seat, process);
        }
        return process;
    }

    private ServiceProcess start(Service service, AotCaches.Use aot, Map<String, String> own) throws IOException {
        Map<String, String> environment = new HashMap<>(settings.environment(service));
        environment.put("LAIWANG_MANAGEMENT_PORT", Integer.toString(Ports.free()));
        environment.putAll(own);
        Path folder = Files.createDirectories(data.resolve("run"));
        List<String> command = settings.command(service, aot);
        Child.Spec spec = new Child.Spec(service.id(), command, environment, folder, "TERM", aot.patience());
        return ServiceProcess.start(service, spec, Objects.requireNonNull(logs.get(service)));
    }

    private void restartWhenItDies(Seat seat, ServiceProcess process, boolean isBalanced) {
        process.child().onEnd(() -> {
            synchronized (running) {
                if (running.get(seat) != process) {
                    return;
                }
            }
            restart(seat, isBalanced);
        });
    }

    private void restart(Seat seat, boolean isBalanced) {
        Service service = seat.service();
        if (!restarts.allows(service)) {
            progress.says(
                    "%s died again and again; the stack stops. %s says why.".formatted(service.id(), logFile(service)));
            Thread.ofPlatform().start(givesUp);
            return;
        }
        progress.says("%s died and is started again.".formatted(service.id()));
        try {
            restartWhenItDies(seat, run(seat, isBalanced, AotCaches.Use.START), isBalanced);
        } catch (IOException e) {
            progress.says("%s can't be started again: %s".formatted(service.id(), e.getMessage()));
        }
    }
}
