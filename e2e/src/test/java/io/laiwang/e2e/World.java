package io.laiwang.e2e;

import io.laiwang.contracts.Topics;
import io.laiwang.stack.Progress;
import io.laiwang.stack.Service;
import io.laiwang.stack.Stack;
import io.laiwang.stack.StackOptions;
import io.laiwang.stack.Store;
import io.laiwang.stack.letters.Place;
import io.laiwang.stack.process.Child;
import io.laiwang.testing.MongodRequired;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The whole system, started once for all stories, as {@code ./laiwang up} starts it. */
public final class World {
    private static final String STORE = System.getProperty("laiwang.store", "postgresql");
    private static @Nullable World instance;
    /** It would fail for every other story as well. */
    private static @Nullable IllegalStateException failed;

    private final Stack stack;

    private World(Stack stack) {
        this.stack = stack;
    }

    public static synchronized World get() {
        if (STORE.equals("mongodb")) {
            MongodRequired.orSkip("the stories on MongoDB");
        }
        if (failed != null) {
            throw failed;
        }
        if (instance == null) {
            instance = start();
        }
        return instance;
    }

    public String url() {
        return stack.url();
    }

    /** Somebody new, signed in on a phone that isn't connected yet. */
    public Person person(String name) {
        return Person.signUp(url(), name);
    }

    Path logFolder() {
        return stack.logFolder();
    }

    String managementUrl(Service service) {
        return stack.managementUrl(service);
    }

    void kill9(Service service) {
        stack.kill9(service);
    }

    void terminate(Service service) {
        stack.terminate(service);
    }

    void kill9(Store store) {
        stack.kill9(store);
    }

    /** One more of it, which nobody starts again. */
    Child startAnother(Service service, Map<String, String> told) {
        try {
            return stack.startAnother(service, told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the tools of operators. */
    Place place() {
        try {
            return stack.place();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that no service of ours would write there. */
    void putOnTheLog(Chat chat, String record) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafka()), new StringSerializer(), new StringSerializer())) {
            producer.send(
                    new ProducerRecord<>(Topics.CONVERSATION_COMMANDS, chat.id().toString(), record));
        }
    }

    boolean isOnMongo() {
        return STORE.equals("mongodb");
    }

    void awaitReady() throws InterruptedException {
        stack.awaitReady();
    }

    private static World start() {
        try {
            Path checkout = Path.of("..").toAbsolutePath().normalize();
            Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "stack-");
            Stack stack = Stack.start(
                    new StackOptions(checkout, data.toAbsolutePath(), 0, STORE, true, false), Progress.silent());
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            return new World(stack);
        } catch (Exception e) {
            failed = new IllegalStateException("the stack doesn't start", e);
            throw failed;
        }
    }
}
