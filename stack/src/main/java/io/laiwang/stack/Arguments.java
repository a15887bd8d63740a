package io.laiwang.stack;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The command line of {@link Main}. */
record Arguments(Command command, StackOptions options) {
    private static final int MAX_REPLICAS = 4;

    enum Command {
        UP,
        STATUS,
        DOWN
    }

    static Arguments parse(Path checkout, String[] arguments) {
        Iterator<String> words = List.of(arguments).iterator();
        Command command = command(words);
        Path data = checkout.resolve(".laiwang/data");
        int port = 8080;
        String store = "postgresql";
        int replicas = 1;
        while (words.hasNext()) {
            String option = words.next();
            switch (option) {
                case "--data" ->
                    data = Path.of(value(option, words)).toAbsolutePath().normalize();
                case "--port" -> port = number(option, value(option, words), 65_535);
                case "--store" -> store = store(value(option, words));
                case "--replicas" -> replicas = number(option, value(option, words), MAX_REPLICAS);
                default -> throw new StackException("There is no option %s.".formatted(option));
            }
        }
        return new Arguments(
                command, new StackOptions(checkout, data, port, store, false, true).withReplicas(replicas));
    }

    private static Command command(Iterator<String> words) {
        String word = words.hasNext() ? words.next() : "";
        try {
            return Command.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new StackException("There is no command %s.".formatted(word), e);
        }
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new StackException("%s needs a value.".formatted(option));
        }
        return words.next();
    }

    private static int number(String option, String value, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw new StackException("%s needs a number from 1 to %d, not %s.".formatted(option, most, value));
    }

    private static String store(String value) {
        if (!List.of("postgresql", "mongodb").contains(value)) {
            throw new StackException("--store is postgresql or mongodb, not %s.".formatted(value));
        }
        return value;
    }
}
