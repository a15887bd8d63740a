package io.laiwang.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long a message is on its way from one phone to the other, at a steady rate, and how that compares to a ping of the
 * same socket in the same run. Arguments: URL, messages a second, seconds.
 */
public final class SendToReceive {
    private static final int PAIRS = 10;
    private static final int WARM_UP_SECONDS = 20;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Map<String, Long> onTheWay = new ConcurrentHashMap<>();
    private final Map<String, Long> unacked = new ConcurrentHashMap<>();
    private final Map<String, Long> pings = new ConcurrentHashMap<>();
    private Histogram received = histogram();
    private Histogram acked = histogram();
    private Histogram ponged = histogram();

    private SendToReceive() {}

    private record Pair(UUID conversation, Phone sender) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String url = arguments[0];
        int rate = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        SendToReceive bench = new SendToReceive();
        List<Pair> pairs = bench.pairs(url);
        bench.run(pairs, rate, WARM_UP_SECONDS);
        bench.forget();
        bench.run(pairs, rate, seconds);
        bench.report(rate, seconds);
        System.exit(0);
    }

    private List<Pair> pairs(String url) throws IOException, InterruptedException {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            Account one = Account.signUp(url);
            Account other = Account.signUp(url);
            UUID conversation = one.befriend(other);
            Phone.open(other, this::take);
            pairs.add(new Pair(conversation, Phone.open(one, this::take)));
        }
        return pairs;
    }

    /** Each message is sent at its time, whatever became of those before it; every tenth is followed by a ping. */
    private void run(List<Pair> pairs, int rate, int seconds) {
        long start = System.nanoTime();
        for (int i = 0; i < rate * seconds; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            Pair pair = pairs.get(i % PAIRS);
            send(pair, due);
            if (i % 10 == 0) {
                String ref = "ping-" + i;
                pings.put(ref, System.nanoTime());
                pair.sender().send(Map.of("type", "ping", "ref", ref));
            }
        }
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!(onTheWay.isEmpty() && unacked.isEmpty()) && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private void send(Pair pair, long due) {
        UUID id = UUID.randomUUID();
        onTheWay.put(id.toString(), due);
        unacked.put(id.toString(), due);
        pair.sender().say(pair.conversation(), id, Phone.USUAL);
    }

    private void take(JsonNode frame) {
        long now = System.nanoTime();
        switch (frame.path("type").asText()) {
            case "message" ->
                record(received, onTheWay.remove(frame.at("/message/id").asText()), now);
            case "ack" -> record(acked, unacked.remove(frame.path("ref").asText()), now);
            case "pong" -> record(ponged, pings.remove(frame.path("ref").asText()), now);
            case "error" -> System.err.println("refused: " + frame);
            default -> {
                // nothing that is measured
            }
        }
    }

    private static void record(Histogram into, @org.jspecify.annotations.Nullable Long since, long now) {
        if (since != null) {
            into.recordValue(Math.max(0, now - since));
        }
    }

    private void forget() {
        received = histogram();
        acked = histogram();
        ponged = histogram();
    }

    private void report(int rate, int seconds) {
        System.out.printf("%d messages/s for %d s between %d pairs; lost: %d%n", rate, seconds, PAIRS, onTheWay.size());
        row("send to receive", received);
        row("send to ack", acked);
        row("ping to pong", ponged);
        System.out.printf(
                "ratio receive : pong  p50 %.1f, p99 %.1f%n", ratio(received, ponged, 50), ratio(received, ponged, 99));
    }

    private static void row(String name, Histogram times) {
        System.out.printf(
                "%-16s p50 %6.1f ms  p99 %6.1f ms  max %6.1f ms%n",
                name, millis(times, 50), millis(times, 99), millis(times, 100));
    }

    private static double ratio(Histogram of, Histogram to, double percentile) {
        return millis(of, percentile) / millis(to, percentile);
    }

    private static double millis(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / 1e6;
    }

    private static Histogram histogram() {
        return new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
    }
}
