package io.laiwang.stack;

import io.laiwang.stack.letters.Place;
import io.laiwang.stack.process.Child;
import io.laiwang.stack.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A running stack: the stores and the five services, which are restarted when they die. */
public final class Stack implements AutoCloseable {
    private final StackOptions options;
    private final Progress progress;
    private final DataFolder data;
    private final Stores stores;
    private final ServiceSettings settings;
    private final Fleet fleet;
    private final CountDownLatch over = new CountDownLatch(1);

    private Stack(StackOptions options, Progress progress, DataFolder data, Stores stores) throws IOException {
        this.options = options;
        this.progress = progress;
        this.data = data;
        this.stores = stores;
        this.settings = new ServiceSettings(options, data, stores);
        this.fleet = new Fleet(data, settings, progress, this::close);
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
            if (options.train() && !NativeExecutables.areWanted()) {
                AotCaches.train(options.checkout(), stack.fleet, progress);
            }
            stack.fleet.start(options.replicas(), AotCaches.Use.START, progress);
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

    /** Where a service shows its health and its metrics; its first instance, where it has several. */
    public String managementUrl(Service service) {
        return "http://127.0.0.1:" + fleet.process(service, 0).managementPort();
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
        return new Place(
                Map.of("bootstrap.servers", kafka()),
                URI.create(url(Service.GROUP_SERVICE)),
                data.secret("service-token"));
    }

    public Path logFolder() {
        return fleet.logFolder();
    }

    /** Ends a service, or its first instance, the hard way, as an operator's worst day would; it is restarted like any that dies. */
    public void kill9(Service service) {
        fleet.process(service, 0).child().process().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Has a service, or its first instance, end in its own time, as an upgrade does; it is started again like any that dies. */
    public void terminate(Service service) {
        Child child = fleet.process(service, 0).child();
        child.process().ifPresent(ProcessHandle::destroy);
        child.awaitEnd();
    }

    /** Ends a store of ours the hard way; it is started again. */
    public void kill9(Store store) {
        stores.kill9(store);
    }

    /**
     * One more instance of a service beside those that are kept alive; nobody starts it again.
     *
     * @param told what it is told besides, or in place of what the others are
     */
    public Child startAnother(Service service, Map<String, String> told) throws IOException {
        return fleet.another(service, told).child();
    }

    /** Waits until every instance answers again that it is ready. */
    public void awaitReady() throws InterruptedException {
        for (Service service : Service.values()) {
            for (int number = 0; number < options.replicas(); number++) {
                while (!fleet.isReady(service, number)) {
                    Thread.sleep(50);
                }
            }
        }
    }

    /** What a service is told, by the names of its environment: where its database is, and the secret to open it. */
    public Map<String, String> environment(Service service) throws IOException {
        return settings.environment(service);
    }

    /** Of its first instance. */
    public long pid(Service service) {
        return fleet.process(service, 0)
                .child()
                .process()
                .map(ProcessHandle::pid)
                .orElse(-1L);
    }

    /** Returns when the stack is over: by {@link #close}, or because a service can't be kept alive. */
    public void awaitEnd() throws InterruptedException {
        over.await();
    }

    @Override
    public void close() {
        try {
            try {
                fleet.close();
            } finally {
                stores.close();
                data.close();
            }
        } catch (IOException e) {
            progress.says("The data folder didn't close cleanly: " + e.getMessage());
        }
        over.countDown();
    }
}
