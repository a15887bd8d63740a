package io.laiwang.stack.process;

import java.nio.file.Path;

/** Where the user's programs keep what can be fetched or unpacked again. */
public final class CacheFolder {
    private CacheFolder() {}

    public static Path path() {
        String cache = System.getenv("XDG_CACHE_HOME");
        return (cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache))
                .resolve("laiwang");
    }
}
