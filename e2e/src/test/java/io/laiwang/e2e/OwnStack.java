package io.laiwang.e2e;

import io.laiwang.stack.Progress;
import io.laiwang.stack.Stack;
import io.laiwang.stack.StackOptions;
import io.laiwang.testing.MongodRequired;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The whole system once more, for one story, with settings of its own. */
record OwnStack(Path data, Stack stack) implements AutoCloseable {
    static final String STORE = System.getProperty("laiwang.store", "postgresql");

    /** @param settings lines of properties, for every service */
    static OwnStack start(String settings) throws IOException, InterruptedException {
        return start(settings, 1, data -> {});
    }

    /** What is done to a folder. */
    interface Preparation {
        void on(Path folder) throws IOException;
    }

    /**
     * @param replicas how many instances of every service
     * @param prepared the data folder, before anything starts on it
     */
    static OwnStack start(String settings, int replicas, Preparation prepared)
            throws IOException, InterruptedException {
        if (STORE.equals("mongodb")) {
            MongodRequired.orSkip("this story on MongoDB");
        }
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "own-stack-")
                .toAbsolutePath();
        Files.writeString(
                Files.createDirectories(data.resolve("run/config")).resolve("application.properties"), settings);
        prepared.on(data);
        Path checkout = Path.of("..").toAbsolutePath().normalize();
        StackOptions options = new StackOptions(checkout, data, 0, STORE, false, false).withReplicas(replicas);
        return new OwnStack(data, Stack.start(options, Progress.silent()));
    }

    @Override
    public void close() {
        stack.close();
    }
}
