package io.laiwang.stack;

import io.laiwang.stack.kafka.KafkaProcess;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Ahead-of-time caches (JEP 514, 515): what is trained starts in half the time. A cache is made once after a build, by
 * running the services for a moment; without one everything works, only slower.
 */
final class AotCaches {
    private static final String FLAG = "-XX:AOTCache";
    private static final String QUIET = "-Xlog:aot*=off,cds*=off";

    private AotCaches() {}

    /** What a run does with the file of its cache. */
    enum Use {
        START(FLAG, Duration.ofSeconds(60)),
        /** Which is written at the end: by all services at once, on a machine that may be slow. */
        MAKE(FLAG + "Output", Duration.ofMinutes(5));

        private final String flag;
        private final Duration patience;

        Use(String flag, Duration patience) {
            this.flag = flag;
            this.patience = patience;
        }

        List<String> flags(Path cache) {
            return this == MAKE || Files.exists(cache) ? List.of(flag + "=" + cache, QUIET) : List.of();
        }

        /** How long it may take to end. */
        Duration patience() {
            return patience;
        }
    }

    static void train(Path checkout, Fleet fleet, Progress progress) throws IOException, InterruptedException {
        boolean own = isOurs(checkout) && !isFresh(ownCache(checkout), ownJar());
        boolean services = !Arrays.stream(Service.values())
                .allMatch(service -> isFresh(service.aotCache(checkout), service.jar(checkout)));
        if (own || services) {
            progress.says("  training the services once, so that they start fast from now on");
        }
        if (services) {
            trainServices(checkout, fleet, progress);
        }
        if (own) {
            trainOwn(checkout, progress);
        }
    }

    private static void trainServices(Path checkout, Fleet fleet, Progress progress)
            throws IOException, InterruptedException {
        for (Service service : Service.values()) {
            Files.deleteIfExists(service.aotCache(checkout));
            wholeSeconds(Objects.requireNonNull(service.jar(checkout).getParent()));
        }
        fleet.start(1, Use.MAKE, Progress.silent());
        fleet.stop();
        for (Service service : Service.values()) {
            check(service.id(), service.aotCache(checkout), progress);
        }
    }

    /** A cache is void for a jar of another time, and an image has no parts of seconds: what is left of them is rounded. */
    private static void wholeSeconds(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Instant changed = Files.getLastModifiedTime(file).toInstant();
                Files.setLastModifiedTime(file, FileTime.from(changed.truncatedTo(ChronoUnit.SECONDS)));
            }
        }
    }

    /**
     * For the JVM that {@code ./laiwang} runs, by a broker in another one with the same flags: Kafka is most of what it
     * loads, and whatever else is to start waits for it.
     */
    private static void trainOwn(Path checkout, Progress progress) throws IOException, InterruptedException {
        Path cache = ownCache(checkout);
        Files.deleteIfExists(cache);
        List<String> flags =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        flags.removeIf(flag -> flag.startsWith(FLAG));
        flags.addAll(Use.MAKE.flags(cache));
        Path folder = Files.createTempDirectory(cache.getParent(), "training-");
        KafkaProcess.start(folder.resolve("kafka"), folder.resolve("kafka.log"), flags)
                .close();
        check("kafka", cache, progress);
    }

    /** Tests run a stack in a JVM of their own, whose class path is another one. */
    private static boolean isOurs(Path checkout) {
        return ownJar().startsWith(checkout.resolve("stack/target"));
    }

    private static Path ownJar() {
        return Path.of(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0]);
    }

    private static Path ownCache(Path checkout) {
        return checkout.resolve("stack/target/stack.aot");
    }

    private static void check(String name, Path cache, Progress progress) throws IOException {
        if (Files.exists(cache) && Files.size(cache) == 0) {
            Files.delete(cache);
        }
        if (!Files.exists(cache)) {
            progress.says(
                    "  %s could not be trained: it starts slower, and is trained again the next time.".formatted(name));
        }
    }

    private static boolean isFresh(Path cache, Path jar) {
        try {
            return Files.exists(cache)
                    && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
