package io.laiwang.gateway.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.gateway.command.Commands;
import io.laiwang.gateway.limit.RateLimits;
import io.laiwang.gateway.session.EndedSessions;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Problems;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The timer of a conversation, set through the log like everything in it. */
@Path("/v1/conversations/{id}/timer")
class TimerResource {
    private static final int SHORTEST = 5;
    private static final int LONGEST = 2_592_000;

    private final Commands commands;
    private final RateLimits limits;
    private final EndedSessions ended;
    private final Caller caller;

    TimerResource(Commands commands, RateLimits limits, EndedSessions ended, Caller caller) {
        this.commands = commands;
        this.limits = limits;
        this.ended = ended;
        this.caller = caller;
    }

    @PUT
    public Uni<Response> set(@PathParam("id") String id, @Nullable JsonNode body) {
        UUID conversation = Ids.inPath(id);
        if (ended.contains(caller.sessionId())) {
            throw new Refused(Problem.of(ProblemCode.UNAUTHORIZED));
        }
        UUID account = caller.accountId();
        limits.take(RateLimits.Limit.CALLS, account);
        int seconds = seconds(Checks.body(body));
        return commands.ask(null, reply -> new Command.TimerChanged(conversation, account, seconds, reply))
                .map(answer -> answer instanceof Answer.Refused refused
                        ? Problems.response(refused.problem())
                        : Response.noContent().build());
    }

    private static int seconds(JsonNode body) {
        JsonNode seconds = body.path("seconds");
        boolean inRange = seconds.isIntegralNumber()
                && seconds.canConvertToInt()
                && (seconds.intValue() == 0 || (seconds.intValue() >= SHORTEST && seconds.intValue() <= LONGEST));
        new Checks()
                .check("seconds", inRange, "must be 0 or a whole number from 5 to 2592000")
                .orRefuse();
        return seconds.intValue();
    }
}
