package io.laiwang.bench;

import io.laiwang.stack.Service;
import io.laiwang.stack.Stack;
import io.laiwang.stack.process.Child;
import io.laiwang.stack.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * What each service takes until it is ready, and at rest: one more instance of it beside a running stack, with its AOT
 * cache and without, in turn. Arguments: how often, the store.
 */
public final class Starts {
    private static final long MILLI = 1_000_000;
    private static final Duration REST = Duration.ofSeconds(8);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Starts() {}

    private enum Packaging {
        TRAINED("auto"),
        PLAIN("off");

        private final String mode;

        Packaging(String mode) {
            this.mode = mode;
        }
    }

    /** @param memory what it has for itself and its part of what it shares, as Linux counts it (PSS) */
    private record Start(long millis, long cpuMillis, long memory) {}

    public static void main(String[] arguments) throws Exception {
        int times = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        String store = arguments.length > 1 ? arguments[1] : "mongodb";
        try (OwnStack own = OwnStack.trained(store)) {
            System.out.println("| service | AOT cache | ready after | CPU until then | at rest |");
            System.out.println("| --- | --- | --- | --- | --- |");
            for (Service service : Service.values()) {
                for (Packaging packaging : Packaging.values()) {
                    tell(service, packaging, start(own.stack(), service, packaging, times));
                }
            }
        }
        System.exit(0);
    }

    private static List<Start> start(Stack stack, Service service, Packaging packaging, int times)
            throws IOException, InterruptedException {
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            starts.add(start(stack, service, packaging));
        }
        return starts;
    }

    private static Start start(Stack stack, Service service, Packaging packaging)
            throws IOException, InterruptedException {
        int management = Ports.free();
        Map<String, String> told = Map.of(
                "JAVA_TOOL_OPTIONS",
                "-XX:AOTMode=" + packaging.mode,
                "LAIWANG_MANAGEMENT_PORT",
                Integer.toString(management));
        long begun = System.nanoTime();
        try (Child child = stack.startAnother(service, told)) {
            while (!isReady(management)) {
                LockSupport.parkNanos(5 * MILLI);
            }
            long ready = System.nanoTime();
            ProcessHandle process = child.process().orElseThrow();
            long cpu = process.info().totalCpuDuration().orElseThrow().toMillis();
            Thread.sleep(REST);
            return new Start((ready - begun) / MILLI, cpu, memory(process.pid()));
        }
    }

    private static boolean isReady(int management) throws InterruptedException {
        try {
            URI ready = URI.create("http://127.0.0.1:%d/q/health/ready".formatted(management));
            HttpRequest ask =
                    HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
            return HTTP.send(ask, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static long memory(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/%d/smaps_rollup".formatted(pid))).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private static void tell(Service service, Packaging packaging, List<Start> starts) {
        System.out.printf(
                "| %s | %s | %,d ms | %,d ms | %d MB |%n",
                service.id(),
                packaging == Packaging.TRAINED ? "yes" : "no",
                median(starts, Start::millis),
                median(starts, Start::cpuMillis),
                median(starts, Start::memory));
    }

    private static long median(List<Start> starts, ToLongFunction<Start> figure) {
        return starts.stream()
                .mapToLong(figure)
                .sorted()
                .skip(starts.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
