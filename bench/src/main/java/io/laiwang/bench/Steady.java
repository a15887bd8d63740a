package io.laiwang.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who says something twice a second whatever became of what was said before, as a client does it: what is
 * refused for now goes again a moment later, and all that has no answer goes again on the next stream. A message waits
 * from when it was due to its ack, a stream that is looked for included.
 */
final class Steady {
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long BREATH = TimeUnit.MILLISECONDS.toNanos(200);
    /** So that not all who were sent away come back at once. */
    private static final long JITTER = TimeUnit.MILLISECONDS.toNanos(500);

    private static final Set<Integer> PASSING = Set.of(429, 503);

    private final Account account;
    private final UUID conversation;
    private final Pauses pauses;
    private final Map<UUID, Long> unanswered = new LinkedHashMap<>();
    private final Queue<UUID> refused = new ConcurrentLinkedQueue<>();
    private final Thread talking;
    private volatile boolean stopping;
    private volatile @Nullable JsonNode fault;
    private Phone phone;

    private Steady(Account account, UUID conversation, Pauses pauses) {
        this.account = account;
        this.conversation = conversation;
        this.pauses = pauses;
        this.phone = Phone.open(account, this::take);
        this.talking = Thread.ofVirtual().unstarted(this::talk);
    }

    static Steady start(Account account, UUID conversation, Pauses pauses) {
        Steady steady = new Steady(account, conversation, pauses);
        steady.talking.start();
        return steady;
    }

    /**
     * Returns when all that was said has its ack.
     *
     * @throws IllegalStateException when something was refused for good
     */
    void stop() throws InterruptedException {
        stopping = true;
        talking.join();
        if (fault != null) {
            throw new IllegalStateException("refused: " + fault);
        }
    }

    private void talk() {
        long due = System.nanoTime() + ThreadLocalRandom.current().nextLong(PACE);
        while (fault == null && (!stopping || !unanswered().isEmpty())) {
            if (phone.isOver()) {
                comeBack();
            }
            if (!stopping && System.nanoTime() >= due) {
                say(due);
                due += PACE;
            }
            sayAgain();
            LockSupport.parkNanos(LOOK);
        }
    }

    private void say(long due) {
        UUID id = UUID.randomUUID();
        synchronized (unanswered) {
            unanswered.put(id, due);
        }
        phone.say(conversation, id, Phone.USUAL);
    }

    private void sayAgain() {
        if (!refused.isEmpty()) {
            LockSupport.parkNanos(BREATH);
        }
        for (UUID id = refused.poll(); id != null; id = refused.poll()) {
            phone.say(conversation, id, Phone.USUAL);
        }
    }

    private void comeBack() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(JITTER));
        try {
            phone = Phone.open(account, this::take);
            refused.clear();
            unanswered().forEach(id -> phone.say(conversation, id, Phone.USUAL));
        } catch (CompletionException _) {
            // none is taken right now; the next look tries again
        }
    }

    private List<UUID> unanswered() {
        synchronized (unanswered) {
            return List.copyOf(unanswered.keySet());
        }
    }

    private void take(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "ack" -> acked(UUID.fromString(frame.get("ref").asText()));
            case "error" -> refused(frame);
            default -> {
                // nothing that is measured
            }
        }
    }

    private void acked(UUID id) {
        Long due;
        synchronized (unanswered) {
            due = unanswered.remove(id);
        }
        if (due != null) {
            pauses.add(System.nanoTime() - due);
        }
    }

    private void refused(JsonNode frame) {
        if (PASSING.contains(frame.at("/problem/status").asInt())) {
            refused.add(UUID.fromString(frame.get("ref").asText()));
        } else {
            fault = frame;
        }
    }
}
