package io.laiwang.e2e;

import io.laiwang.e2e.Canary.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks for canaries in every byte of a folder. */
final class Search {
    private static final int MOST = 512 * 1024 * 1024;

    private final Path folder;
    private final Map<Integer, List<Form>> byFirstBytes;
    private final Map<String, Long> searched = new TreeMap<>();
    private final Map<String, Set<String>> found = new HashMap<>();

    private Search(Path folder, List<Canary> canaries) {
        this.folder = folder;
        this.byFirstBytes = canaries.stream()
                .flatMap(canary -> canary.forms().stream())
                .collect(Collectors.groupingBy(form -> firstBytes(form.bytes(), 0)));
    }

    static Search of(Path folder, List<Canary> canaries) throws IOException {
        Search search = new Search(folder, canaries);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                search.read(file, attributes);
                return FileVisitResult.CONTINUE;
            }

            /** A running store removes what it no longer needs. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return search;
    }

    /** Where it was found, and in which form. */
    Set<String> places(Canary canary) {
        return found.getOrDefault(canary.name(), Set.of());
    }

    /** Bytes, by the top folder that they lie in. */
    Map<String, Long> searched() {
        return searched;
    }

    private void read(Path file, BasicFileAttributes attributes) {
        if (!attributes.isRegularFile() || attributes.size() > MOST) {
            return;
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            searched.merge(folder.relativize(file).getName(0).toString(), (long) bytes.length, Long::sum);
            look(file, bytes);
        } catch (java.nio.file.NoSuchFileException e) {
            // removed meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void look(Path file, byte[] bytes) {
        boolean[] starts = new boolean[1 << 16];
        byFirstBytes.keySet().forEach(first -> starts[first] = true);
        for (int at = 0; at + 1 < bytes.length; at++) {
            int first = firstBytes(bytes, at);
            if (starts[first]) {
                for (Form form : byFirstBytes.getOrDefault(first, List.of())) {
                    compare(file, bytes, at, form);
                }
            }
        }
    }

    private void compare(Path file, byte[] bytes, int at, Form form) {
        int end = at + form.bytes().length;
        if (end <= bytes.length && Arrays.equals(bytes, at, end, form.bytes(), 0, form.bytes().length)) {
            found.computeIfAbsent(form.canary().name(), name -> new TreeSet<>())
                    .add("%s (%s)".formatted(folder.relativize(file), form.form()));
        }
    }

    private static int firstBytes(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    List<String> summary() {
        List<String> lines = new ArrayList<>();
        searched.forEach((name, size) -> lines.add("| %s | %,d KB |".formatted(name, (size + 999) / 1000)));
        return lines;
    }
}
