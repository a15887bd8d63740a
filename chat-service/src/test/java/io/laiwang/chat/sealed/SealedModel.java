package io.laiwang.chat.sealed;

import io.laiwang.contracts.Content;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One disappearing message as the protocol promises it, and nothing of how that is done. */
final class SealedModel {
    final SealedKey key;
    final long seq;
    final String text;
    final Content.@Nullable Burn burn;
    final Instant expiresAt;
    private final Set<UUID> recipients;
    private final Map<UUID, Instant> clocks = new HashMap<>();
    private boolean over;

    SealedModel(
            SealedKey key,
            long seq,
            String text,
            Content.@Nullable Burn burn,
            Instant expiresAt,
            Set<UUID> recipients) {
        this.key = key;
        this.seq = seq;
        this.text = text;
        this.burn = burn;
        this.expiresAt = expiresAt;
        this.recipients = new LinkedHashSet<>(recipients);
    }

    /** Until when this account reads it from now on; empty: it doesn't. */
    Optional<Instant> open(UUID account, Instant now) {
        if (over || !now.isBefore(end())) {
            return Optional.empty();
        }
        if (account.equals(key.senderId())) {
            return Optional.of(end());
        }
        if (!recipients.contains(account)) {
            return Optional.empty();
        }
        Instant until = clocks.computeIfAbsent(account, first -> ownEnd(now));
        return now.isBefore(until) ? Optional.of(until) : Optional.empty();
    }

    void leave(UUID account, Instant now) {
        if (!recipients.remove(account)) {
            return;
        }
        over = over || !now.isBefore(end()) || burn != null && recipients.isEmpty();
    }

    void recall() {
        over = true;
    }

    boolean isOver(Instant now) {
        return over || !now.isBefore(end());
    }

    private Instant ownEnd(Instant now) {
        Instant own = burn == null ? expiresAt : now.plusSeconds(burn.afterOpenSeconds());
        return own.isBefore(expiresAt) ? own : expiresAt;
    }

    private Instant end() {
        return recipients.isEmpty() || !clocks.keySet().containsAll(recipients)
                ? expiresAt
                : recipients.stream()
                        .map(clocks::get)
                        .max(Comparator.naturalOrder())
                        .orElse(expiresAt);
    }
}
