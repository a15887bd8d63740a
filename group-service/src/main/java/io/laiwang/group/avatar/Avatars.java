package io.laiwang.group.avatar;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.InternalCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells media-service which picture a group shows, so that everyone may see it and it is kept. */
@Singleton
public class Avatars {
    private final InternalCalls calls;

    Avatars(InternalCalls calls) {
        this.calls = calls;
    }

    /** Fails with {@code unknown-media} for what isn't a picture of the account's; without a medium none is shown. */
    public Uni<Void> show(UUID groupId, @Nullable UUID mediaId, UUID accountId) {
        JsonObject body = new JsonObject();
        if (mediaId != null) {
            body.put("mediaId", mediaId.toString()).put("ownerId", accountId.toString());
        }
        return calls.post(calls.services().mediaUrl(), "/internal/avatars/" + groupId, body)
                .invoke(answer -> {
                    if (answer.statusCode() != 204) {
                        throw new Refused(
                                Problem.invalid(ProblemCode.UNKNOWN_MEDIA, "avatarMediaId", "is no picture of yours"));
                    }
                })
                .replaceWithVoid();
    }
}
