package io.laiwang.gateway.stream;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.ReplyAddress;
import io.laiwang.gateway.command.Commands;
import io.laiwang.gateway.draft.DraftReader;
import io.laiwang.gateway.limit.RateLimits;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** {@code recall} and {@code react}. */
@Singleton
class ChangeFrames implements FrameHandler {
    private final Commands commands;
    private final RateLimits limits;

    ChangeFrames(Commands commands, RateLimits limits) {
        this.commands = commands;
        this.limits = limits;
    }

    @Override
    public Set<String> types() {
        return Set.of("recall", "react");
    }

    @Override
    public void handle(ClientFrame frame) {
        String ref = frame.ref();
        limits.take(RateLimits.Limit.CALLS, frame.accountId());
        commands.ask(frame.stream().id(), command(frame))
                .subscribe()
                .with(answer -> frame.stream().send(ClientFrames.frame(ref, answer)), frame::fail);
    }

    private static Function<ReplyAddress, Command> command(ClientFrame frame) {
        UUID conversation = frame.id("conversationId");
        long seq = DraftReader.messageSeq(frame.body());
        UUID account = frame.accountId();
        if (frame.type().equals("recall")) {
            return reply -> new Command.Recall(conversation, account, seq, reply);
        }
        String emoji = DraftReader.emoji(frame.body().path("emoji").textValue());
        boolean on = DraftReader.flag(frame.body(), "on");
        return reply -> new Command.React(conversation, account, seq, emoji, on, reply);
    }
}
