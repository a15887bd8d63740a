package io.laiwang.gateway.signal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.contracts.Topics;
import io.laiwang.gateway.limit.RateLimits;
import io.laiwang.gateway.relation.Relations;
import io.laiwang.gateway.stream.ClientFrame;
import io.laiwang.gateway.stream.FrameHandler;
import io.laiwang.kit.kafka.DeliveryRecords;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * {@code typing}: passed on to the other members, at most once in 3 seconds for an account and a conversation, and not
 * through a block.
 */
@Singleton
class TypingFrames implements FrameHandler {
    private static final Duration WINDOW = Duration.ofSeconds(3);
    private static final int WINDOWS = 200_000;

    private record Key(UUID conversationId, UUID accountId) {}

    private final Members members;
    private final Signals signals;
    private final RateLimits limits;
    private final Relations relations;
    private final Cache<Key, Boolean> windows =
            Caffeine.newBuilder().expireAfterWrite(WINDOW).maximumSize(WINDOWS).build();

    TypingFrames(Members members, Signals signals, RateLimits limits, Relations relations) {
        this.members = members;
        this.signals = signals;
        this.limits = limits;
        this.relations = relations;
    }

    @Override
    public Set<String> types() {
        return Set.of("typing");
    }

    @Override
    public void handle(ClientFrame frame) {
        limits.take(RateLimits.Limit.CALLS, frame.accountId());
        Key key = new Key(frame.id("conversationId"), frame.accountId());
        if (windows.asMap().putIfAbsent(key, true) != null) {
            return;
        }
        // it has no answer, so who isn't a member and what can't be asked just comes to nothing
        members.with(key.accountId(), key.conversationId())
                .map(found -> others(key, found.accountIds()))
                .chain(others -> relations.blocked(key.accountId(), others).map(blocked -> others.stream()
                        .filter(id -> !blocked.contains(id))
                        .toList()))
                .subscribe()
                .with(others -> passOn(key, others), failure -> {});
    }

    private static List<UUID> others(Key key, List<UUID> accountIds) {
        return accountIds.stream().filter(id -> !id.equals(key.accountId())).toList();
    }

    private void passOn(Key key, List<UUID> others) {
        if (!others.isEmpty()) {
            Delivery typing = Delivery.frame(
                    key.conversationId(), others, new ServerFrame.Typing(key.conversationId(), key.accountId()));
            signals.send(new ProducerRecord<>(
                    Topics.SIGNALS,
                    null,
                    key.conversationId().toString(),
                    typing.frame(),
                    DeliveryRecords.headers(typing)));
        }
    }
}
