package io.laiwang.e2e;

import io.laiwang.stack.Service;
import io.laiwang.stack.process.Child;
import io.laiwang.stack.process.Ports;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** One more instance of a service, which nobody starts again. */
final class Instance implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Child child;
    private final int port;
    private final String managementUrl;

    private Instance(Child child, int port, int managementPort) {
        this.child = child;
        this.port = port;
        this.managementUrl = "http://localhost:" + managementPort;
    }

    /**
     * Returns when it is ready.
     *
     * @param told settings that it has besides those of the stack
     */
    static Instance start(World world, Service service, Map<String, String> told) {
        int port = Ports.free();
        int managementPort = Ports.free();
        Map<String, String> all = new HashMap<>(told);
        all.put("LAIWANG_HTTP_PORT", Integer.toString(port));
        all.put("LAIWANG_MANAGEMENT_PORT", Integer.toString(managementPort));
        Instance instance = new Instance(world.startAnother(service, all), port, managementPort);
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> instance.readiness() == 200);
        return instance;
    }

    int port() {
        return port;
    }

    String url() {
        return "http://localhost:" + port;
    }

    /** The status of its probe. */
    int readiness() {
        return new Api(managementUrl, null).get("/q/health/ready").status();
    }

    /** Asks it to end and doesn't wait. */
    void terminate() {
        child.process().ifPresent(ProcessHandle::destroy);
    }

    void kill9() {
        child.process().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Has it end in its own time. */
    void leaves() {
        child.stop();
    }

    @Override
    public void close() {
        leaves();
    }
}
