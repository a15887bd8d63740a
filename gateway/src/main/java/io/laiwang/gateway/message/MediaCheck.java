package io.laiwang.gateway.message;

import io.laiwang.contracts.Content;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.gateway.draft.Draft;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.InternalCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Asks media-service whether a medium or a doodle is the sender's to send, before the command is on the log, and notes there what
 * it is used for: one that is to disappear with its message is used for nothing else.
 */
@Singleton
public class MediaCheck {
    private final InternalCalls calls;

    MediaCheck(InternalCalls calls) {
        this.calls = calls;
    }

    /** Completes at once for what brings no medium; fails with {@code unknown-media} or {@code media-in-use}. */
    public Uni<Void> check(UUID accountId, UUID conversationId, Draft draft) {
        return use(accountId, conversationId, draft, false);
    }

    /** For this message alone. */
    public Uni<Void> claim(UUID accountId, UUID conversationId, Draft draft) {
        return use(accountId, conversationId, draft, true);
    }

    private Uni<Void> use(UUID accountId, UUID conversationId, Draft draft, boolean sealed) {
        UUID medium = draft.content().medium();
        if (medium == null) {
            return Uni.createFrom().voidItem();
        }
        JsonObject use = new JsonObject()
                .put("accountId", accountId.toString())
                .put("conversationId", conversationId.toString())
                .put("messageId", draft.id().toString())
                .put("sealed", sealed);
        String kind = draft.content() instanceof Content.Doodle ? "doodles" : "media";
        return calls.put(calls.services().mediaUrl(), "/internal/%s/%s/use".formatted(kind, medium), use)
                .invoke(MediaCheck::refuse)
                .replaceWithVoid();
    }

    private static void refuse(HttpResponse<Buffer> answer) {
        switch (answer.statusCode()) {
            case 204 -> {}
            case 409 -> throw new Refused(ProblemCode.MEDIA_IN_USE, "The medium is used elsewhere.");
            default ->
                throw new Refused(Problem.invalid(
                        ProblemCode.UNKNOWN_MEDIA, "content", "names a medium that isn't yours to send"));
        }
    }
}
