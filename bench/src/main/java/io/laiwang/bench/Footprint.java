package io.laiwang.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of another JVM on this machine, by Linux's {@code /proc} and {@code jcmd}. */
final class Footprint {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    /** Of the serial collector: young and old generation. */
    private static final Pattern GENERATION =
            Pattern.compile("(?:DefNew|Tenured|generation)\\s+total (\\d+)K, used (\\d+)K");

    private static final int KILO = 1024;
    private static final long PAUSE_MILLIS = 100;
    /** Its heap is collected, so that what is live is seen, once in so many looks. */
    private static final int LOOKS_A_COLLECTION = 20;

    private final long pid;

    Footprint(long pid) {
        this.pid = pid;
    }

    /**
     * In MB.
     *
     * @param heap that the JVM has taken for it
     * @param live of it after a full collection
     */
    record Sample(long resident, long heap, long live) {
        Sample most(Sample other) {
            return new Sample(
                    Math.max(resident, other.resident), Math.max(heap, other.heap), Math.max(live, other.live));
        }
    }

    Sample now() throws IOException, InterruptedException {
        jcmd("GC.run");
        String heap = jcmd("GC.heap_info");
        long taken = 0;
        long used = 0;
        for (Matcher generation = GENERATION.matcher(heap); generation.find(); ) {
            taken += Long.parseLong(generation.group(1));
            used += Long.parseLong(generation.group(2));
        }
        return new Sample(resident(), taken / KILO, used / KILO);
    }

    private long resident() throws IOException {
        Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc/%d/status".formatted(pid))));
        return matcher.find() ? Long.parseLong(matcher.group(1)) / KILO : 0;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor(10, TimeUnit.SECONDS);
        return said;
    }

    /** Looks until it is asked for the most of each that it has seen. */
    Watch watch() {
        return new Watch();
    }

    /** @see #watch */
    final class Watch {
        private final Thread thread = Thread.ofPlatform().daemon().start(this::look);
        private volatile Sample most = new Sample(0, 0, 0);
        private volatile boolean over;

        private void look() {
            try {
                for (int looks = 1; !over; looks++) {
                    most = most.most(
                            looks % LOOKS_A_COLLECTION == 0 ? now() : new Sample(resident(), most.heap, most.live));
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        Sample most() throws IOException, InterruptedException {
            over = true;
            thread.join();
            return most.most(now());
        }
    }
}
