package io.laiwang.stack;

import io.laiwang.stack.letters.Place;
import io.laiwang.stack.process.Child;
import io.laiwang.stack.process.LogFile;
import io.laiwang.stack.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A running stack: the stores and the five services, which are restarted when they die. */
public final class Stack implements AutoCloseable {
    private final StackOptions options;
    private final Progress progress;
    private final DataFolder data;
    private final Stores stores;
    private final ServiceSettings settings;
    private final Map<Service, LogFile> logs = new EnumMap<>(Service.class);
    private final Map<Service, ServiceProcess> running = new EnumMap<>(Service.class);
    private final RestartBudget restarts = new RestartBudget();
    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean stopping;

    private Stack(StackOptions options, Progress progress, DataFolder data, Stores stores) throws IOException {
        this.options = options;
        this.progress = progress;
        this.data = data;
        this.stores = stores;
        this.settings = new ServiceSettings(options, data, stores);
        for (Service service : Service.values()) {
            logs.put(service, new LogFile(logFolder().resolve(service.id() + ".log")));
        }
    }

    /** Returns when everything is ready. */
    public static Stack start(StackOptions options, Progress progress) throws IOException, InterruptedException {
        DataFolder data = DataFolder.open(options.data().toAbsolutePath().normalize(), options.store());
        Stack stack;
        try {
            int port = freePort(options.port());
            Stores stores = Stores.start(data, options, progress);
            stack = new Stack(options.onPort(port), progress, data, stores);
        } catch (IOException | InterruptedException | RuntimeException e) {
            data.close();
            throw e;
        }
        try {
            if (options.train()) {
                AotCaches.train(options.checkout(), stack, progress);
            }
            stack.startServices(AotCaches::use, progress);
            return stack;
        } catch (IOException | InterruptedException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private static int freePort(int wanted) {
        int port = wanted == 0 ? Ports.free() : wanted;
        if (!Ports.isFree(port)) {
            throw new StackException("Port %d is in use: choose another with --port.".formatted(port));
        }
        return port;
    }

    public String url() {
        return "http://localhost:" + options.port();
    }

    /** Where a service shows its health and its metrics. */
    public String managementUrl(Service service) {
        return "http://127.0.0.1:" + process(service).managementPort();
    }

    /** Where a service is, for those on this machine. */
    public String url(Service service) {
        return settings.url(service);
    }

    public String kafka() {
        return stores.kafka();
    }

    /** For the tools of operators. */
    public Place place() throws IOException {
        return new Place(kafka(), URI.create(url(Service.GROUP_SERVICE)), data.secret("service-token"));
    }

    public Path logFolder() {
        return data.resolve("logs");
    }

    /** Ends a service the hard way, as an operator's worst day would; it is restarted like any that dies. */
    public void kill9(Service service) {
        process(service).child().process().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Has a service end in its own time, as an upgrade does; it is started again like any that dies. */
    public void terminate(Service service) {
        Child child = process(service).child();
        child.process().ifPresent(ProcessHandle::destroy);
        child.awaitEnd();
    }

    /** Ends a store of ours the hard way; it is started again. */
    public void kill9(Store store) {
        stores.kill9(store);
    }

    /**
     * One more instance of a service beside the one that is kept alive; nobody starts it again.
     *
     * @param told what it is told besides, or in place of what the first one is
     */
    public Child startAnother(Service service, Map<String, String> told) throws IOException {
        Map<String, String> environment = new HashMap<>(settings.environment(service));
        environment.put("LAIWANG_HTTP_PORT", Integer.toString(Ports.free()));
        environment.putAll(told);
        return ServiceProcess.start(
                        service,
                        options.checkout(),
                        data.resolve("run"),
                        settings.flags(service, AotCaches::use),
                        environment,
                        Objects.requireNonNull(logs.get(service)))
                .child();
    }

    /** Waits until every service answers again that it is ready. */
    public void awaitReady() throws InterruptedException {
        for (Service service : Service.values()) {
            while (!isReady(service)) {
                Thread.sleep(50);
            }
        }
    }

    /** What a service is told, by the names of its environment: where its database is, and the secret to open it. */
    public Map<String, String> environment(Service service) throws IOException {
        return settings.environment(service);
    }

    public long pid(Service service) {
        synchronized (running) {
            ServiceProcess process = running.get(service);
            return process == null
                    ? -1
                    : process.child().process().map(ProcessHandle::pid).orElse(-1L);
        }
    }

    /** Returns when the stack is over: by {@link #close}, or because a service can't be kept alive. */
    public void awaitEnd() throws InterruptedException {
        over.await();
    }

    @Override
    public void close() {
        stopping = true;
        stopServices();
        stores.close();
        try {
            data.close();
            for (LogFile log : logs.values()) {
                log.close();
            }
        } catch (IOException e) {
            progress.says("The data folder didn't close cleanly: " + e.getMessage());
        }
        over.countDown();
    }

    void startServices(AotCaches.Use aot, Progress progress) throws IOException, InterruptedException {
        for (Service service : Service.values()) {
            run(service, aot);
        }
        for (Service service : Service.values()) {
            process(service).awaitReady(http, logFolder());
            progress.ready(service.id());
        }
        for (Service service : Service.values()) {
            restartWhenItDies(process(service));
        }
    }

    void stopServices() {
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

    private ServiceProcess run(Service service, AotCaches.Use aot) throws IOException {
        LogFile log = Objects.requireNonNull(logs.get(service));
        ServiceProcess process = ServiceProcess.start(
                service,
                options.checkout(),
                data.resolve("run"),
                settings.flags(service, aot),
                settings.environment(service),
                log);
        synchronized (running) {
            running.put(service, process);
        }
        return process;
    }

    private void restartWhenItDies(ServiceProcess process) {
        process.child().onEnd(() -> {
            synchronized (running) {
                if (stopping || running.get(process.service()) != process) {
                    return;
                }
            }
            restart(process.service());
        });
    }

    private void restart(Service service) {
        if (!restarts.allows(service)) {
            progress.says("%s died again and again; the stack stops. %s says why."
                    .formatted(service.id(), logFolder().resolve(service.id() + ".log")));
            Thread.ofPlatform().start(this::close);
            return;
        }
        progress.says("%s died and is started again.".formatted(service.id()));
        try {
            restartWhenItDies(run(service, AotCaches::use));
        } catch (IOException e) {
            progress.says("%s can't be started again: %s".formatted(service.id(), e.getMessage()));
        }
    }

    private ServiceProcess process(Service service) {
        synchronized (running) {
            return Objects.requireNonNull(running.get(service));
        }
    }

    private boolean isReady(Service service) throws InterruptedException {
        return process(service).isReady(http);
    }
}
