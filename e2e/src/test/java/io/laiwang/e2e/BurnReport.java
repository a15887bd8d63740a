package io.laiwang.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was searched for, where, and what was found, for people to read. */
final class BurnReport {
    private final String store;
    private final Map<String, Search> searches = new LinkedHashMap<>();

    BurnReport(String store) {
        this.store = store;
    }

    void add(String when, Search search) {
        searches.put(when, search);
    }

    /** Appends it to the file that {@code laiwang.burn.report} names. */
    void write(List<Canary> canaries) throws IOException {
        StringBuilder page = new StringBuilder("## On %s, %s\n\n".formatted(store, Instant.now()));
        table(page, "searched, KB");
        searches.values().stream()
                .flatMap(search -> search.searched().keySet().stream())
                .distinct()
                .sorted()
                .forEach(place -> row(page, place, search -> "%,d"
                        .formatted((search.searched().getOrDefault(place, 0L) + 999) / 1000)));
        page.append('\n');
        table(page, "found of it");
        canaries.stream()
                .collect(Collectors.groupingBy(
                        canary -> canary.name().replaceFirst(" \\d.*", ""), LinkedHashMap::new, Collectors.toList()))
                .forEach((name, same) -> row(page, name, search -> told(search, same)));
        Path file = Path.of(System.getProperty("laiwang.burn.report", "target/burn.md"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, page.append('\n'), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void table(StringBuilder page, String what) {
        page.append("| %s |".formatted(what));
        searches.keySet().forEach(when -> page.append(" %s |".formatted(when)));
        page.append("\n|%s\n".formatted(" --- |".repeat(searches.size() + 1)));
    }

    private void row(StringBuilder page, String name, Function<Search, String> cell) {
        page.append("| %s |".formatted(name));
        searches.values().forEach(search -> page.append(" %s |".formatted(cell.apply(search))));
        page.append('\n');
    }

    private static String told(Search search, List<Canary> canaries) {
        if (!search.lookedFor(canaries.getFirst())) {
            return "";
        }
        String places = canaries.stream()
                .flatMap(canary -> search.folders(canary).stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return places.isEmpty() ? "nowhere" : places;
    }
}
