package io.laiwang.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.testing.TestStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Somebody who goes on talking as a client does it: what has no answer goes again, in order, under its old id. */
final class Talker {
    private static final int BURST = 5;
    private static final Set<Integer> PASSING = Set.of(404, 429, 503);
    private static final Duration BREATH = Duration.ofMillis(300);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(7);
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(60);
    private static final Duration FINISH_WITHIN = Duration.ofMinutes(3);

    private final Person person;
    private final Chat chat;
    private final Map<UUID, String> said = new ConcurrentHashMap<>();
    private final Map<UUID, Long> acked = new ConcurrentHashMap<>();
    private volatile boolean stopping;
    private volatile boolean mayBeOut;
    private volatile boolean thrownOut;
    private CompletableFuture<Void> talk = CompletableFuture.completedFuture(null);

    Talker(Person person, Chat chat) {
        this.person = person;
        this.chat = chat;
    }

    Talker starts() {
        talk = CompletableFuture.runAsync(
                this::talk, task -> Thread.ofPlatform().start(task));
        return this;
    }

    /** From now on a 404 means that somebody has removed them; before, that a conversation is new. */
    void mayBeRemoved() {
        mayBeOut = true;
    }

    /** Returns when each has been heard again, so what was replaced is replaced. */
    static void talkOn(List<Talker> talkers) {
        for (Talker talker : talkers) {
            int heard = talker.acked().size();
            Awaitility.await().atMost(HEARD_WITHIN).until(() -> talker.acked().size() > heard + 20);
        }
    }

    /** Returns when all that was said has its answer. */
    void finishes() {
        stopping = true;
        talk.orTimeout(FINISH_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
    }

    Person person() {
        return person;
    }

    Chat chat() {
        return chat;
    }

    /** Everything that was ever sent, acked or not. */
    Map<UUID, String> said() {
        return said;
    }

    /** The seqs that the acks said. */
    Map<UUID, Long> acked() {
        return acked;
    }

    private void talk() {
        while (!stopping && !thrownOut) {
            Map<UUID, String> waiting = new LinkedHashMap<>();
            IntStream.range(0, BURST)
                    .forEach(i -> waiting.put(UUID.randomUUID(), person.handle() + " " + (said.size() + i)));
            said.putAll(waiting);
            while (!waiting.isEmpty() && !thrownOut) {
                say(waiting);
            }
        }
    }

    /** What isn't acked goes again on another stream, where no older answer is mistaken for the next one. */
    private void say(Map<UUID, String> waiting) {
        TestStream stream = online();
        List<UUID> ids = new ArrayList<>(waiting.keySet());
        ids.forEach(id -> stream.send(Phone.text(chat, id, waiting.get(id))));
        try {
            ids.forEach(id -> answer(stream, id).ifPresent(seq -> {
                acked.merge(id, seq, Talker::same);
                waiting.remove(id);
            }));
        } catch (ConditionTimeoutException silence) {
            person.goesOffline();
        }
        if (!waiting.isEmpty()) {
            person.goesOffline();
            Awaitility.await().pollDelay(BREATH).until(() -> true);
        }
    }

    /** Nothing for a refusal that passes, and from a stream that ends. */
    private Optional<Long> answer(TestStream stream, UUID id) {
        String ref = id.toString();
        JsonNode answer = Awaitility.await()
                .atMost(ANSWER_WITHIN)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> stream.answer(ref), found -> found.isPresent() || stream.isClosed())
                .orElse(null);
        if (answer == null) {
            return Optional.empty();
        }
        if (answer.get("type").asText().equals("ack")) {
            return Optional.of(answer.get("seq").asLong());
        }
        int status = answer.get("problem").get("status").asInt();
        if (!PASSING.contains(status)) {
            throw new AssertionError("refused: " + answer);
        }
        thrownOut = status == 404 && mayBeOut;
        return Optional.empty();
    }

    private static Long same(Long before, Long now) {
        if (!before.equals(now)) {
            throw new AssertionError("one id, acked with seq %d and %d".formatted(before, now));
        }
        return now;
    }

    private TestStream online() {
        while (true) {
            try {
                if (!person.isOnline()) {
                    person.goesOnline();
                }
                return person.phone().stream();
            } catch (RuntimeException away) {
                person.goesOffline();
            }
        }
    }
}
