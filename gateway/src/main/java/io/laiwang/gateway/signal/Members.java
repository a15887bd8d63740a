package io.laiwang.gateway.signal;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.laiwang.contracts.ConversationMembers;
import io.laiwang.contracts.Json;
import io.laiwang.kit.token.InternalCalls;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Who is in a conversation: asked of chat-service, kept for 30 seconds or until a delivery says that it changed, a million
 * members in all at most.
 */
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSMWW")
@Singleton
public class Members {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long MOST = 1_000_000;
    private static final ConversationMembers NOBODY = new ConversationMembers(List.of(), 0);

    private record Known(ConversationMembers members, long askedAt) {}

    private final InternalCalls calls;
    private final AsyncCache<UUID, Known> known = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(MOST)
            .weigher((UUID id, Known entry) -> 1 + entry.members().accountIds().size())
            .buildAsync();

    Members(InternalCalls calls) {
        this.calls = calls;
    }

    /**
     * Those who are with the account in a conversation, itself among them; nobody when it isn't a member. Who isn't
     * found in what is known is asked for again, at most once a second, so that who has just joined needn't wait.
     */
    public Uni<ConversationMembers> with(UUID accountId, UUID conversationId) {
        return get(conversationId)
                .chain(entry -> has(entry, accountId) || System.nanoTime() - entry.askedAt() < FRESH_NANOS
                        ? Uni.createFrom().item(entry)
                        : again(conversationId))
                .map(entry -> has(entry, accountId) ? entry.members() : NOBODY);
    }

    /** Who is asked for from now on is asked again. */
    public void forget(UUID conversationId) {
        known.synchronous().invalidate(conversationId);
    }

    private Uni<Known> again(UUID conversationId) {
        forget(conversationId);
        return get(conversationId);
    }

    private Uni<Known> get(UUID conversationId) {
        return Uni.createFrom()
                .completionStage(
                        () -> known.get(conversationId, (id, executor) -> ask(id).subscribeAsCompletionStage()));
    }

    private Uni<Known> ask(UUID conversationId) {
        return calls.get(calls.services().chatUrl(), "/internal/conversations/%s/members".formatted(conversationId))
                .map(answer -> answer.statusCode() == 200
                        ? Json.read(answer.body().getBytes(), ConversationMembers.class)
                        : NOBODY)
                .map(members -> new Known(members, System.nanoTime()));
    }

    private static boolean has(Known entry, UUID accountId) {
        return entry.members().accountIds().contains(accountId);
    }
}
