package io.laiwang.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Topics;
import io.laiwang.stack.Service;
import io.laiwang.stack.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How fast chat-service works off the commands that came while it was away, against the rate at which they come when it
 * is there. On a stack of its own that it throws away. Arguments: store, live messages a second, messages behind. Prints
 * Markdown.
 */
public final class Backlog {
    private static final int FRIENDS = 50;
    private static final int LIVE_SECONDS = 30;
    private static final long NANOS = 1_000_000_000;
    private static final long BETWEEN_LOOKS = NANOS / 10;

    private final Stack stack;
    private final Account reader;
    private final List<Friend> friends = new ArrayList<>();
    private final KafkaProducer<String, byte[]> log;
    private final List<Future<?>> sent = new ArrayList<>();

    private Backlog(Stack stack) throws IOException, InterruptedException {
        this.stack = stack;
        this.reader = Account.signUp(stack.url());
        for (int i = 0; i < FRIENDS; i++) {
            Account account = Account.signUp(stack.url());
            friends.add(new Friend(UUID.fromString(account.id()), account.befriend(reader)));
        }
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.kafka(), "acks", "all");
        this.log = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private record Friend(UUID id, UUID conversation) {}

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        String store = arguments.length > 0 ? arguments[0] : "postgresql";
        int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        int behind = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100_000;
        try (OwnStack own = OwnStack.start(store)) {
            Backlog backlog = new Backlog(own.stack());
            backlog.run(store, rate, behind);
            backlog.log.close();
        }
        System.exit(0);
    }

    private void run(String store, int rate, int behind) throws IOException, InterruptedException, ExecutionException {
        long before = sequenced();
        double live = live(before, rate);
        before = sequenced();
        stack.kill9(Service.CHAT_SERVICE);
        for (int i = 0; i < behind; i++) {
            put();
        }
        for (Future<?> record : sent) {
            record.get();
        }
        double caughtUp = catchUp(before + behind);
        System.out.printf(
                "| %s | %.0f a second live, all sequenced | %,d behind: %.0f a second | %.1f times |%n",
                store, live, behind, caughtUp, caughtUp / live);
    }

    /** @return how many a second were sequenced from the first one put to the last one seen */
    private double live(long before, int rate) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int count = rate * LIVE_SECONDS;
        for (int i = 0; i < count; i++) {
            long due = start + i * NANOS / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            put();
        }
        await(before + count);
        return count * (double) NANOS / (System.nanoTime() - start);
    }

    /** Timed from the first look that finds it at work, so that its start doesn't count. */
    private double catchUp(long end) throws IOException, InterruptedException {
        long begun = sequenced();
        while (sequenced() == begun) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        long start = System.nanoTime();
        long first = sequenced();
        await(end);
        return (end - first) * (double) NANOS / (System.nanoTime() - start);
    }

    private void await(long end) throws IOException, InterruptedException {
        while (sequenced() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    private void put() {
        Friend friend = friends.get(sent.size() % FRIENDS);
        Command send = new Command.Send(
                friend.conversation(),
                friend.id(),
                UUID.randomUUID(),
                new Content.Text(Phone.USUAL),
                null,
                List.of(),
                null);
        String key = friend.conversation().toString();
        var record = new ProducerRecord<>(Topics.CONVERSATION_COMMANDS, key, Json.bytes(send));
        sent.add(log.send(record));
    }

    /** Over all conversations; while chat-service is away, as many as before. */
    private long sequenced() throws IOException, InterruptedException {
        while (true) {
            try {
                long sum = 0;
                for (JsonNode conversation :
                        reader.get("/v1/conversations?limit=200").get("items")) {
                    sum += conversation.get("headSeq").asLong();
                }
                return sum;
            } catch (IOException _) {
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
        }
    }
}
