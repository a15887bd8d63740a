package io.laiwang.auth.account;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.InternalCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks media-service what may be an avatar: a picture of one's own. */
@Singleton
class Pictures {
    private final InternalCalls calls;

    Pictures(InternalCalls calls) {
        this.calls = calls;
    }

    /** Fails with {@code unknown-media} for what isn't there, isn't theirs, or is no picture. */
    Uni<Void> check(UUID accountId, @Nullable UUID mediaId) {
        return mediaId == null
                ? Uni.createFrom().voidItem()
                : calls.get(
                                calls.services().mediaUrl(),
                                "/internal/accounts/%s/pictures/%s".formatted(accountId, mediaId))
                        .invoke(answer -> {
                            if (answer.statusCode() != 204) {
                                throw new Refused(
                                        Problem.of(ProblemCode.UNKNOWN_MEDIA, "avatarMediaId is no picture of yours."));
                            }
                        })
                        .replaceWithVoid();
    }
}
