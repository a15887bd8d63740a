package io.laiwang.chat.sealed;

import io.laiwang.chat.sealed.Sealed.Bound;
import io.laiwang.chat.sealed.Sealed.Opening;
import io.laiwang.chat.sealed.SealedStore.Row;
import io.laiwang.chat.sealed.key.ContentKeys;
import io.laiwang.chat.sealed.key.Secret;
import io.laiwang.chat.sealed.key.Unreadable;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The one way out for a content: the row decides, and a first opening is durable before the content is handed out. */
@Singleton
class Opener {
    private static final Logger LOG = Logger.getLogger(Opener.class);

    private final SealedStore store;
    private final ContentKeys keys;
    private final SealedLog log;
    private final Clock clock;

    Opener(SealedStore store, ContentKeys keys, SealedLog log, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.log = log;
        this.clock = clock;
    }

    record Opened(Content content, Instant until) {}

    /** Fails with {@code message-gone} at and after the deadline, for who isn't among its readers, and without its key. */
    Uni<Opened> open(UUID conversationId, UUID accountId, long seq) {
        return open(conversationId, accountId, seq, Steps.ATTEMPTS);
    }

    private Uni<Opened> open(UUID conversationId, UUID accountId, long seq, int attempts) {
        if (attempts == 0) {
            return Uni.createFrom().failure(new IOException("a message is opened by too many at once"));
        }
        return store.find(conversationId, seq).chain(found -> {
            Row row = found.orElseThrow(Opener::gone);
            Opening opening = opening(row, accountId);
            return opening.isFirst()
                    ? store.change(List.of(row.to(opening.row())))
                            .chain(changed -> changed.isEmpty()
                                    ? open(conversationId, accountId, seq, attempts - 1)
                                    : opened(row, opening).invoke(() -> log.opened(opening.row(), accountId)))
                    : opened(row, opening);
        });
    }

    private Opening opening(Row row, UUID accountId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return row.state() instanceof Bound bound ? bound.open(accountId, now).orElseThrow(Opener::gone) : refuseGone();
    }

    private Uni<Opened> opened(Row row, Opening opening) {
        Secret secret = Objects.requireNonNull(row.secret());
        return keys.open(secret, row.state().key().bytes())
                .map(json -> new Opened(Json.read(json, Content.class), opening.until()))
                .onFailure(Unreadable.class)
                .transform(lost -> {
                    LOG.errorf(
                            "message %d of %s is lost: %s",
                            opening.row().seq(), opening.row().key().conversationId(), lost.getMessage());
                    return gone();
                });
    }

    private static Opening refuseGone() {
        throw gone();
    }

    static Refused gone() {
        return new Refused(Problem.of(ProblemCode.MESSAGE_GONE));
    }
}
