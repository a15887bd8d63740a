package io.laiwang.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long a phone that comes back takes to be up to date: an account with 500 conversations and 100,000 messages behind
 * asks for its list, for what has changed in it, for a full page of messages, and searches. Argument: URL.
 */
public final class CatchUp {
    private static final int SENDERS = 20;
    private static final int GROUPS_EACH = 24;
    private static final int MESSAGES_EACH = 200;
    private static final int BURST = 100;
    private static final long PACE_NANOS = 1_000_000_000 / 90;
    private static final int ROUNDS = 100;

    private final String url;
    private final Account reader;
    private final AtomicInteger acked = new AtomicInteger();
    private volatile String refused = "";

    private CatchUp(String url) throws IOException, InterruptedException {
        this.url = url;
        this.reader = Account.signUp(url);
    }

    private record Sender(Phone phone, List<UUID> conversations) {}

    /** One question; the answer's size tells that it was the right one. */
    @FunctionalInterface
    private interface Question {
        int ask() throws IOException, InterruptedException;
    }

    public static void main(String[] arguments) throws Exception {
        CatchUp bench = new CatchUp(arguments[0]);
        List<Sender> senders = bench.open();
        bench.fill(senders);
        bench.measure(senders);
        System.exit(0);
    }

    /** Each sender has one direct conversation with the reader and some groups. */
    private List<Sender> open() throws IOException, InterruptedException {
        List<Sender> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            Account account = Account.signUp(url);
            List<UUID> conversations = new ArrayList<>(List.of(account.befriend(reader)));
            for (int g = 0; g < GROUPS_EACH; g++) {
                JsonNode group = account.post("/v1/groups", Map.of("name", "bench", "memberIds", List.of(reader.id())));
                conversations.add(UUID.fromString(group.get("conversationId").asText()));
            }
            senders.add(new Sender(Phone.open(account, this::take), conversations));
        }
        return senders;
    }

    private void take(JsonNode frame) {
        if (frame.path("type").asText().equals("ack")) {
            acked.incrementAndGet();
        } else if (frame.path("type").asText().equals("error")) {
            refused = frame.toString();
        }
    }

    private void fill(List<Sender> senders) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            senders.forEach(sender -> running.add(threads.submit(() -> fill(sender))));
            for (Future<?> one : running) {
                one.get();
            }
        }
        int expected = SENDERS * (GROUPS_EACH + 1) * MESSAGES_EACH;
        while (acked.get() < expected) {
            if (!refused.isEmpty()) {
                throw new IllegalStateException(refused);
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** Round by round, so that every conversation grows; no faster than an account may. */
    private static void fill(Sender sender) {
        int sent = 0;
        for (int i = 0; i < MESSAGES_EACH; i++) {
            for (UUID conversation : sender.conversations()) {
                say(sender.phone(), conversation, i % 50 == 0 ? "a rare elephant" : "as people write them");
                if (++sent > BURST) {
                    LockSupport.parkNanos(PACE_NANOS);
                }
            }
        }
    }

    private static void say(Phone phone, UUID conversation, String text) {
        phone.say(conversation, UUID.randomUUID(), "a message of a usual length, " + text);
    }

    private void measure(List<Sender> senders) throws IOException, InterruptedException {
        System.out.println("| what | answers | p50 ms | p99 ms |\n| --- | --- | --- | --- |");
        UUID conversation = senders.getFirst().conversations().getFirst();
        for (int i = 0; i < 300; i++) {
            say(senders.getFirst().phone(), conversation, "as people write them");
        }
        LockSupport.parkNanos(15_000_000_000L);
        String since = reader.get("/v1/conversations?limit=1").get("syncCursor").asText();
        for (int i = 0; i < 5; i++) {
            say(senders.get(i).phone(), senders.get(i).conversations().getLast(), "news");
        }
        LockSupport.parkNanos(1_000_000_000L);
        String changed = "/v1/conversations?limit=200&since=" + since;
        row("the whole list, 500 conversations in pages of 200", this::list);
        row("the first page of the list, 50 conversations", () -> items("/v1/conversations"));
        row("what has changed in the list, 5 of 500", () -> items(changed));
        String messages = "/v1/conversations/" + conversation + "/messages";
        row("a page of 500 messages", () -> items(messages + "?afterSeq=0&limit=500"));
        row("a sync of 500 messages", () -> items(messages + "?afterRev=0&limit=500"));
        String search = "/v1/messages/search?q=";
        row("search of a word that every message has", () -> items(search + "usual"));
        row("search of a word that one in 50 has", () -> items(search + "elephant"));
        row("search of a word that none has", () -> items(search + "giraffe"));
        row("search in one conversation", () -> items(search + "elephant&conversationId=" + conversation));
    }

    private int list() throws IOException, InterruptedException {
        int found = 0;
        String cursor = "";
        do {
            JsonNode page = reader.get("/v1/conversations?limit=200" + cursor);
            found += page.get("items").size();
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (!cursor.isEmpty());
        return found;
    }

    private int items(String path) throws IOException, InterruptedException {
        return reader.get(path).get("items").size();
    }

    private static void row(String what, Question question) throws IOException, InterruptedException {
        for (int i = 0; i < ROUNDS / 5; i++) {
            question.ask();
        }
        Histogram times = new Histogram(3);
        int found = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            found = question.ask();
            times.recordValue(System.nanoTime() - start);
            LockSupport.parkNanos(60_000_000);
        }
        System.out.printf(
                "| %s | %d | %.1f | %.1f |%n",
                what, found, times.getValueAtPercentile(50) / 1e6, times.getValueAtPercentile(99) / 1e6);
    }
}
