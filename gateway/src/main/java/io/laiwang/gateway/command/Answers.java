package io.laiwang.gateway.command;

import io.laiwang.contracts.Answer;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who waits for which answer. An entry lives as long as the command's deadline at most. */
@Singleton
public class Answers {
    private final Map<String, UniEmitter<? super Answer>> waiting = new ConcurrentHashMap<>();

    void await(String ref, UniEmitter<? super Answer> asker) {
        waiting.put(ref, asker);
    }

    void forget(String ref) {
        waiting.remove(ref);
    }

    /** An answer nobody waits for any more is dropped. */
    public void arrived(String ref, Answer answer) {
        UniEmitter<? super Answer> asker = waiting.remove(ref);
        if (asker != null) {
            asker.complete(answer);
        }
    }
}
