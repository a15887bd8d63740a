package io.laiwang.gateway.message;

import io.laiwang.contracts.Json;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.gateway.draft.Draft;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.InternalCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Hands the content of a disappearing message over to chat-service; what is left of it is an envelope. */
@Singleton
class Sealer {
    private final InternalCalls calls;

    Sealer(InternalCalls calls) {
        this.calls = calls;
    }

    /** The draft as it may lie on the log. Handing the same id over again changes nothing. */
    Uni<Draft> seal(UUID conversationId, UUID accountId, Draft draft) {
        String path = "/internal/conversations/%s/sealed/%s".formatted(conversationId, draft.id());
        JsonObject body = new JsonObject()
                .put("senderId", accountId.toString())
                .put("content", new JsonObject(new String(Json.bytes(draft.content()), StandardCharsets.UTF_8)));
        return calls.put(calls.services().chatUrl(), path, body)
                .invoke(answer -> {
                    if (answer.statusCode() != 204) {
                        throw new Refused(Problem.of(ProblemCode.NOT_FOUND));
                    }
                })
                .replaceWith(draft.sealed());
    }
}
