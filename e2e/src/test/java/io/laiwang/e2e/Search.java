package io.laiwang.e2e;

import io.laiwang.e2e.Canary.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks for canaries in bytes, in whatever form they are written. */
final class Search {
    private static final int MOST = 512 * 1024 * 1024;

    private final Map<Integer, List<Form>> byFirstBytes;
    private final Map<String, Long> searched = new TreeMap<>();
    private final Map<String, Set<String>> found = new HashMap<>();

    Search(List<Canary> canaries) {
        this.byFirstBytes = canaries.stream()
                .flatMap(canary -> canary.forms().stream())
                .collect(Collectors.groupingBy(form -> firstBytes(form.bytes(), 0)));
    }

    /** Every byte of every file of a folder. */
    Search walk(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                read(folder, file, attributes);
                return FileVisitResult.CONTINUE;
            }

            /** A running store removes what it no longer needs. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return this;
    }

    /** Where it was found, and in which form. */
    Set<String> places(Canary canary) {
        return found.getOrDefault(canary.name(), Set.of());
    }

    /** The first parts of these places. */
    Set<String> folders(Canary canary) {
        return places(canary).stream()
                .map(place -> place.replaceFirst("/.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean lookedFor(Canary canary) {
        return byFirstBytes.values().stream().flatMap(List::stream).anyMatch(form -> form.canary()
                .equals(canary));
    }

    /** How many bytes, by the first part of their place. */
    Map<String, Long> searched() {
        return searched;
    }

    private void read(Path folder, Path file, BasicFileAttributes attributes) {
        if (!attributes.isRegularFile() || attributes.size() > MOST) {
            return;
        }
        try {
            look(folder.relativize(file).toString(), Files.readAllBytes(file));
        } catch (java.nio.file.NoSuchFileException e) {
            // removed meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param place what to call it where something is found */
    void look(String place, byte[] bytes) {
        searched.merge(place.replaceFirst("/.*", ""), (long) bytes.length, Long::sum);
        boolean[] starts = new boolean[1 << 16];
        byFirstBytes.keySet().forEach(first -> starts[first] = true);
        for (int at = 0; at + 1 < bytes.length; at++) {
            int first = firstBytes(bytes, at);
            if (starts[first]) {
                for (Form form : byFirstBytes.getOrDefault(first, List.of())) {
                    compare(place, bytes, at, form);
                }
            }
        }
    }

    private void compare(String place, byte[] bytes, int at, Form form) {
        int end = at + form.bytes().length;
        if (end <= bytes.length && Arrays.equals(bytes, at, end, form.bytes(), 0, form.bytes().length)) {
            found.computeIfAbsent(form.canary().name(), name -> new TreeSet<>())
                    .add("%s (%s)".formatted(place, form.form()));
        }
    }

    private static int firstBytes(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
