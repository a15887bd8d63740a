package io.laiwang.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Ahead-of-time caches (JEP 514, 515): a trained service starts with a fifth of the CPU. A cache is made once after a
 * build, by running the services for a moment; without one everything works, only slower.
 */
final class AotCaches {
    private AotCaches() {}

    /** Which flags a run gets for its cache file. */
    interface Use {
        List<String> flags(Path cache);
    }

    static List<String> use(Path cache) {
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off") : List.of();
    }

    private static List<String> make(Path cache) {
        return List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
    }

    static void train(Path checkout, Fleet fleet, Progress progress) throws IOException, InterruptedException {
        if (Arrays.stream(Service.values()).allMatch(s -> isFresh(s, checkout))) {
            return;
        }
        progress.says("  training the services once, so that they start fast from now on");
        for (Service service : Service.values()) {
            Files.deleteIfExists(service.aotCache(checkout));
        }
        fleet.start(1, AotCaches::make, Progress.silent());
        fleet.stop();
        for (Service service : Service.values()) {
            Path cache = service.aotCache(checkout);
            if (Files.exists(cache) && Files.size(cache) == 0) {
                Files.delete(cache);
            }
            if (!Files.exists(cache)) {
                progress.says("  %s could not be trained: it starts slower, and is trained again the next time."
                        .formatted(service.id()));
            }
        }
    }

    private static boolean isFresh(Service service, Path checkout) {
        try {
            Path cache = service.aotCache(checkout);
            return Files.exists(cache)
                    && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(service.jar(checkout))) > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
