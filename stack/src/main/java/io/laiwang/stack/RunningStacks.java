package io.laiwang.stack;

import io.laiwang.stack.letters.Place;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The stacks that were started from this checkout, wherever their data lies: a small file for each, while it runs. */
final class RunningStacks {
    private final Path folder;

    RunningStacks(Path checkout) {
        this.folder = checkout.resolve(".laiwang/running");
    }

    /**
     * @param kafka its broker
     * @param groups where its group-service is
     */
    record Entry(Path file, long pid, String url, Path data, String kafka, URI groups) {
        /** With the token that its services have. */
        Place place() throws IOException {
            return new Place(
                    Map.of("bootstrap.servers", kafka),
                    groups,
                    Files.readString(data.resolve("secrets/service-token")));
        }

        boolean isAlive() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(p -> p.info().command())
                    .filter(c -> c.contains("java"))
                    .isPresent();
        }
    }

    Path add(Stack stack, Path data) throws IOException {
        Files.createDirectories(folder);
        long pid = ProcessHandle.current().pid();
        Properties entry = new Properties();
        entry.setProperty("pid", Long.toString(pid));
        entry.setProperty("url", stack.url());
        entry.setProperty("data", data.toString());
        entry.setProperty("kafka", stack.kafka());
        entry.setProperty("groups", stack.url(Service.GROUP_SERVICE));
        Path file = folder.resolve(pid + ".properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            entry.store(out, null);
        }
        return file;
    }

    /** Those alive; what a killed one left behind is removed. */
    List<Entry> alive() throws IOException {
        List<Entry> alive = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return alive;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Entry entry = read(file);
                if (entry.isAlive()) {
                    alive.add(entry);
                } else {
                    Files.deleteIfExists(file);
                }
            }
        }
        return alive;
    }

    private static Entry read(Path file) throws IOException {
        Properties entry = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            entry.load(in);
        }
        return new Entry(
                file,
                Long.parseLong(entry.getProperty("pid", "-1")),
                entry.getProperty("url", ""),
                Path.of(entry.getProperty("data", "")),
                entry.getProperty("kafka", ""),
                URI.create(entry.getProperty("groups", "")));
    }
}
