package io.laiwang.stack;

import io.laiwang.stack.letters.DeadLetters;
import io.laiwang.stack.letters.Place;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code dead-letters} and {@code dead-letters replay --all | PLACE …}: of the stack that runs from this checkout, or of
 * a system elsewhere that {@code LAIWANG_KAFKA_BOOTSTRAP}, {@code LAIWANG_GROUP_URL} and {@code LAIWANG_SERVICE_TOKEN}
 * name, and {@code KAFKA_…} as for the services.
 */
final class LetterCommand {
    private static final String KAFKA = "KAFKA_";

    private LetterCommand() {}

    static void run(Path checkout, List<String> words) throws IOException, InterruptedException {
        List<String> places = places(words);
        DeadLetters letters = new DeadLetters(place(checkout), System.out);
        if (words.isEmpty()) {
            letters.list();
        } else {
            letters.replay(places);
        }
    }

    /** None stands for all of them. */
    private static List<String> places(List<String> words) {
        if (words.isEmpty() || words.equals(List.of("replay", "--all"))) {
            return List.of();
        }
        List<String> places = words.subList(1, words.size());
        if (!words.getFirst().equals("replay") || places.isEmpty()) {
            throw new StackException("It is dead-letters, dead-letters replay --all, or dead-letters replay PLACE …");
        }
        places.stream().filter(place -> !place.matches("\\d{1,9}:\\d{1,18}")).forEach(place -> {
            throw new StackException("A place is partition:offset, not %s.".formatted(place));
        });
        return places;
    }

    private static Place place(Path checkout) throws IOException {
        String kafka = System.getenv("LAIWANG_KAFKA_BOOTSTRAP");
        if (kafka != null) {
            return new Place(
                    clients(kafka, System.getenv()),
                    URI.create(needed("LAIWANG_GROUP_URL")),
                    needed("LAIWANG_SERVICE_TOKEN"));
        }
        List<RunningStacks.Entry> alive = new RunningStacks(checkout).alive();
        if (alive.size() != 1) {
            throw new StackException(
                    alive.isEmpty()
                            ? "No stack is running from this checkout: ./laiwang up starts one."
                            : "More than one stack is running from this checkout: ./laiwang status shows them.");
        }
        return alive.getFirst().place();
    }

    /** With TLS or a login, where the services have it, by the same variables as theirs. */
    static Map<String, String> clients(String bootstrap, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(KAFKA)) {
                settings.put(
                        name.substring(KAFKA.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        settings.put("bootstrap.servers", bootstrap);
        return settings;
    }

    private static String needed(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new StackException(name + " isn't set.");
        }
        return value;
    }
}
