package io.laiwang.gateway.message;

import io.laiwang.contracts.Answer;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.gateway.command.Commands;
import io.laiwang.gateway.draft.Draft;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message's way to the log: what must be asked first, sealed if it is to disappear, and what became of it. */
@Singleton
public class Sends {
    private final Commands commands;
    private final MediaCheck media;
    private final Timers timers;
    private final Sealer sealer;

    Sends(Commands commands, MediaCheck media, Timers timers, Sealer sealer) {
        this.commands = commands;
        this.media = media;
        this.timers = timers;
        this.sealer = sealer;
    }

    /**
     * A message that may be put on the log.
     *
     * @param draft as the client sent it
     * @param sent as it lies on the log
     */
    public record Ready(UUID conversationId, UUID accountId, Draft draft, Draft sent) {}

    /** Fails with what refuses it. */
    public Uni<Ready> prepare(UUID conversationId, UUID accountId, Draft draft) {
        return timers.of(conversationId)
                .chain(seconds -> draft.burn() != null || seconds > 0
                        ? seal(conversationId, accountId, draft)
                        : media.check(accountId, conversationId, draft).replaceWith(draft))
                .map(sent -> new Ready(conversationId, accountId, draft, sent));
    }

    /** One that crossed a change of the timer goes once more, as it must be by now. */
    public Uni<Answer> send(@Nullable UUID stream, Ready ready) {
        return ask(stream, ready)
                .chain(answer -> isTimerChanged(answer)
                        ? again(stream, ready)
                        : Uni.createFrom().item(answer));
    }

    private Uni<Answer> again(@Nullable UUID stream, Ready ready) {
        timers.forget(ready.conversationId());
        return prepare(ready.conversationId(), ready.accountId(), ready.draft()).chain(fresh -> ask(stream, fresh));
    }

    private Uni<Answer> ask(@Nullable UUID stream, Ready ready) {
        return commands.ask(stream, reply -> ready.sent().toCommand(ready.conversationId(), ready.accountId(), reply));
    }

    /** A medium goes with a content that is kept, so that whoever forgets the one forgets the other: it is claimed last. */
    private Uni<Draft> seal(UUID conversationId, UUID accountId, Draft draft) {
        return media.check(accountId, conversationId, draft)
                .chain(() -> sealer.seal(conversationId, accountId, draft))
                .call(() -> media.claim(accountId, conversationId, draft));
    }

    private static boolean isTimerChanged(Answer answer) {
        return answer instanceof Answer.Refused refused && refused.problem().code() == ProblemCode.TIMER_CHANGED;
    }
}
