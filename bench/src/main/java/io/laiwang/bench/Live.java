package io.laiwang.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.stack.Stack;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Two who talk without a timer, and how long their acks take. */
final class Live {
    private static final int A_SECOND = 100;
    private static final long SECOND = 1_000_000_000;

    private final Phone phone;
    private final UUID conversation;
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();
    private volatile Histogram acks = new ConcurrentHistogram(3);

    private Live(Account account, UUID conversation) {
        this.conversation = conversation;
        this.phone = Phone.open(account, this::take);
    }

    static Live between(Stack stack) throws IOException, InterruptedException {
        Account account = Account.signUp(stack.url());
        return new Live(account, account.befriend(Account.signUp(stack.url())));
    }

    /** Counted from the first answer on. */
    void talk(int seconds) {
        acks = new ConcurrentHistogram(3);
        UUID first = UUID.randomUUID();
        waiting.put(first.toString(), System.nanoTime());
        phone.say(conversation, first, Phone.USUAL);
        while (waiting.containsKey(first.toString())) {
            LockSupport.parkNanos(SECOND / 100);
        }
        acks = new ConcurrentHistogram(3);
        for (int i = 0; i < seconds * A_SECOND; i++) {
            UUID id = UUID.randomUUID();
            waiting.put(id.toString(), System.nanoTime());
            phone.say(conversation, id, Phone.USUAL);
            LockSupport.parkNanos(SECOND / A_SECOND);
        }
        LockSupport.parkNanos(SECOND);
    }

    String times() {
        return "p50 %.1f ms, p99 %.1f ms, most %.1f ms"
                .formatted(
                        acks.getValueAtPercentile(50) / 1e6,
                        acks.getValueAtPercentile(99) / 1e6,
                        acks.getMaxValue() / 1e6);
    }

    private void take(JsonNode frame) {
        String type = frame.path("type").asText();
        Long since = type.equals("ack") || type.equals("error")
                ? waiting.remove(frame.path("ref").asText())
                : null;
        if (since != null && type.equals("ack")) {
            acks.recordValue(System.nanoTime() - since);
        }
    }
}
