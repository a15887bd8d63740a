package io.laiwang.bench;

import io.laiwang.stack.Service;
import io.laiwang.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast contents are erased that came due while chat-service was stopped, and what people who talk feel of it. On a
 * stack of its own. Arguments: store, messages, their time in seconds, which must be longer than it takes to send them.
 */
public final class BurnBacklog {
    private static final int SENDERS = 20;
    private static final int UNANSWERED = 10;
    private static final long SECOND = 1_000_000_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern BURNED = Pattern.compile("laiwang_burned_total\\{cause=\"expired\"} ([0-9.E]+)");

    private final Stack stack;
    private final int messages;
    private final int seconds;
    private final AtomicInteger acked = new AtomicInteger();

    private BurnBacklog(Stack stack, int messages, int seconds) {
        this.stack = stack;
        this.messages = messages;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws Exception {
        String store = arguments.length > 0 ? arguments[0] : "postgresql";
        int messages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 600;
        try (OwnStack own = OwnStack.start(store)) {
            new BurnBacklog(own.stack(), messages, seconds).run(store);
        }
        System.exit(0);
    }

    private void run(String store) throws Exception {
        Live live = Live.between(stack);
        live.talk(10);
        System.out.printf("| %s, before | live acks %s |%n", store, live.times());
        long begun = System.nanoTime();
        sendAll();
        double sending = (System.nanoTime() - begun) / (double) SECOND;
        signal("-STOP");
        LockSupport.parkNanos((seconds + 2) * SECOND);
        double before = burned();
        signal("-CONT");
        long start = System.nanoTime();
        Thread talking = Thread.startVirtualThread(() -> live.talk(20));
        while (burned() < acked.get()) {
            LockSupport.parkNanos(SECOND / 5);
        }
        double took = (System.nanoTime() - start) / (double) SECOND;
        talking.join();
        System.out.printf(
                "| %s | %,d sent in %.0f s; %,.0f burned before the stop, the rest in %.1f s: %,.0f a second | %s |%n",
                store, acked.get(), sending, before, took, (acked.get() - before) / took, live.times());
    }

    private void sendAll() throws Exception {
        List<Account> accounts = new ArrayList<>();
        Account reader = Account.signUp(stack.url());
        for (int i = 0; i < SENDERS; i++) {
            accounts.add(Account.signUp(stack.url()));
        }
        List<Callable<Void>> sending = new ArrayList<>();
        for (Account account : accounts) {
            UUID conversation = account.befriend(reader);
            account.put("/v1/conversations/%s/timer".formatted(conversation), Map.of("seconds", seconds));
            sending.add(() -> sendSome(account, conversation));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> sent : threads.invokeAll(sending)) {
                sent.get();
            }
        }
    }

    /** A few at a time, so that as many come as are taken. */
    private Void sendSome(Account account, UUID conversation) throws InterruptedException {
        Semaphore free = new Semaphore(UNANSWERED);
        Phone phone = Phone.open(account, frame -> {
            String type = frame.path("type").asText();
            if (type.equals("ack")) {
                acked.incrementAndGet();
            }
            if (type.equals("ack") || type.equals("error")) {
                free.release();
            }
        });
        for (int i = 0; i < messages / SENDERS; i++) {
            free.acquire();
            phone.say(conversation, UUID.randomUUID(), Phone.USUAL);
        }
        free.acquire(UNANSWERED);
        return null;
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(stack.pid(Service.CHAT_SERVICE)))
                .start()
                .waitFor();
    }

    /** While it is stopped: none that are known of. */
    private double burned() throws InterruptedException {
        try {
            HttpRequest ask = HttpRequest.newBuilder(
                            URI.create(stack.managementUrl(Service.CHAT_SERVICE) + "/q/metrics"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            Matcher burned =
                    BURNED.matcher(HTTP.send(ask, BodyHandlers.ofString()).body());
            return burned.find() ? Double.parseDouble(burned.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
