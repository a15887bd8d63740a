package io.laiwang.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What {@code ./laiwang} runs in Java: {@code up}, {@code status}, {@code down} and {@code dead-letters}. */
public final class Main {
    private static final String READY = "Laiwang is ready: ";

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            Path checkout = Path.of(System.getProperty("laiwang.checkout", "."))
                    .toAbsolutePath()
                    .normalize();
            if (arguments.length > 0 && arguments[0].equals("dead-letters")) {
                LetterCommand.run(checkout, List.of(arguments).subList(1, arguments.length));
                return;
            }
            Arguments args = Arguments.parse(checkout, arguments);
            switch (args.command()) {
                case UP -> up(args);
                case STATUS -> status(args);
                case DOWN -> down(args);
            }
        } catch (StackException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            fail("It didn't work: " + e.getMessage());
        }
    }

    private static void up(Arguments args) throws IOException, InterruptedException {
        Progress progress = Progress.terminal();
        StackOptions options = args.options();
        Stack stack = Stack.start(options, progress);
        Path entry = new RunningStacks(options.checkout()).add(stack, options.data());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stack.close();
            entry.toFile().delete();
        }));
        progress.says(READY + stack.url());
        progress.says("Logs: " + stack.logFolder());
        stack.awaitEnd();
        Files.deleteIfExists(entry);
        Runtime.getRuntime().halt(1);
    }

    private static void status(Arguments args) throws IOException {
        List<RunningStacks.Entry> alive = new RunningStacks(args.options().checkout()).alive();
        if (alive.isEmpty()) {
            fail("No stack is running from this checkout: ./laiwang up starts one.");
        }
        alive.forEach(s -> System.out.printf("running: %s, data in %s, process %d%n", s.url(), s.data(), s.pid()));
    }

    private static void down(Arguments args) throws IOException, InterruptedException {
        List<RunningStacks.Entry> alive = new RunningStacks(args.options().checkout()).alive();
        if (alive.isEmpty()) {
            System.out.println("No stack is running from this checkout.");
        }
        for (RunningStacks.Entry stack : alive) {
            ProcessHandle process = ProcessHandle.of(stack.pid()).orElseThrow();
            process.destroy();
            try {
                process.onExit().get(90, TimeUnit.SECONDS);
                System.out.println("Stopped " + stack.url() + "; the data stays in " + stack.data());
            } catch (TimeoutException | ExecutionException e) {
                throw new StackException("Process %d doesn't stop.".formatted(stack.pid()), e);
            }
        }
    }

    private static void fail(String line) {
        System.err.println(line);
        System.err.flush();
        Runtime.getRuntime().halt(1);
    }
}
