package io.laiwang.e2e;

import io.laiwang.stack.Service;
import io.laiwang.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What the services hold in memory, after a full collection. */
final class Heaps {
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    private Heaps() {}

    /**
     * A dump of each.
     *
     * @return the folder, the dumps in one of their own in it
     */
    static Path of(Stack stack, Path folder) throws IOException, InterruptedException {
        Path dumps = Files.createDirectories(folder.resolve("memory"));
        for (Service service : Service.values()) {
            Path file = dumps.resolve(service.id() + ".hprof").toAbsolutePath();
            Process process = new ProcessBuilder(
                            JCMD.toString(), Long.toString(stack.pid(service)), "GC.heap_dump", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("no heap dump of " + service.id());
            }
        }
        return folder;
    }
}
