package io.laiwang.gateway.command;

import io.laiwang.contracts.Content;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.InternalCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Asks media-service whether a medium or a doodle is the sender's to send, before the command is on the log. */
@Singleton
public class MediaCheck {
    private final InternalCalls calls;

    MediaCheck(InternalCalls calls) {
        this.calls = calls;
    }

    /** Completes at once for what brings no medium; fails with {@code unknown-media}. */
    public Uni<Void> check(UUID accountId, Content content) {
        UUID medium = content.medium();
        String kind = content instanceof Content.Doodle ? "doodles" : "media";
        return medium == null ? Uni.createFrom().voidItem() : ask(accountId, kind, medium);
    }

    private Uni<Void> ask(UUID accountId, String kind, UUID medium) {
        String path = "/internal/%s/%s/readers/%s".formatted(kind, medium, accountId);
        return calls.get(calls.services().mediaUrl(), path)
                .invoke(answer -> {
                    if (answer.statusCode() != 204) {
                        throw new Refused(Problem.invalid(
                                ProblemCode.UNKNOWN_MEDIA, "content", "names a medium that isn't yours to send"));
                    }
                })
                .replaceWithVoid();
    }
}
