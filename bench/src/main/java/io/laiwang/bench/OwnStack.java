package io.laiwang.bench;

import io.laiwang.stack.Progress;
import io.laiwang.stack.Stack;
import io.laiwang.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A stack for one measurement, in a folder that goes with it. */
final class OwnStack implements AutoCloseable {
    private final Path data;
    private final Stack stack;

    private OwnStack(Path data, Stack stack) {
        this.data = data;
        this.stack = stack;
    }

    /** @param store {@code postgresql} or {@code mongodb} */
    static OwnStack start(String store) throws IOException, InterruptedException {
        return start(store, false, 1);
    }

    /** With an AOT cache for each service, which are made where they are missing. */
    static OwnStack trained(String store) throws IOException, InterruptedException {
        return start(store, true, 1);
    }

    /** With so many instances of each service, and their AOT caches. */
    static OwnStack replicated(String store, int replicas) throws IOException, InterruptedException {
        return start(store, true, replicas);
    }

    private static OwnStack start(String store, boolean train, int replicas) throws IOException, InterruptedException {
        Path checkout = Path.of(System.getProperty("laiwang.checkout", ".")).toAbsolutePath();
        Path data = Files.createTempDirectory("laiwang-bench-");
        try {
            StackOptions options = new StackOptions(checkout, data, 0, store, true, train, replicas);
            return new OwnStack(data, Stack.start(options, Progress.silent()));
        } catch (IOException | InterruptedException | RuntimeException e) {
            delete(data);
            throw e;
        }
    }

    Stack stack() {
        return stack;
    }

    @Override
    public void close() throws IOException {
        stack.close();
        delete(data);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
